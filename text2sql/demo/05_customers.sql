-- Customers in the order in which they joined, and how much each is inclined to buy: most little, a few very much.
CREATE TEMP TABLE draft_customers AS
WITH numbered AS (
    SELECT CAST(customer_id AS INTEGER) AS customer_id, customer_id / scaled(10000) AS place
    FROM (SELECT unnest(range(1, scaled(10000) + 1)) AS customer_id)
), joined AS (
    SELECT customer_id,
        -- Three in ten had joined in the two years before the first order of the warehouse.
        first_day() + CAST(CASE
            WHEN place < 0.3 THEN floor(729 * place / 0.3) - 730
            ELSE floor((as_of() - first_day()) * pow((place - 0.3) / 0.7, 0.85)) END AS INTEGER) AS joined_on,
        CASE WHEN chance('gender', customer_id) < 0.57 THEN 'female' ELSE 'male' END AS gender,
        chance('age', customer_id) AS age_chance
    FROM numbered
), aged AS (
    SELECT *, CASE
        WHEN age_chance < 0.02 THEN 15 + 250 * age_chance
        WHEN age_chance < 0.24 THEN 20 + 10 * (age_chance - 0.02) / 0.22
        WHEN age_chance < 0.56 THEN 30 + 10 * (age_chance - 0.24) / 0.32
        WHEN age_chance < 0.80 THEN 40 + 10 * (age_chance - 0.56) / 0.24
        WHEN age_chance < 0.93 THEN 50 + 10 * (age_chance - 0.80) / 0.13
        ELSE 60 + 250 * (age_chance - 0.93) END AS age
    FROM joined
)
SELECT customer_id, joined_on,
    CAST(joined_on AS TIMESTAMP) + to_seconds(7 * 3600 + below(16 * 3600, 'join second', customer_id)) AS joined_at,
    aged.gender, surname_slots.surname || given_names.given_name AS name,
    surname_slots.romanised || '.' || given_names.romanised
        || below(900, 'mail number', customer_id) || '@mail.example' AS email,
    '010-0' || lpad(CAST(below(1000, 'phone head', customer_id) AS VARCHAR), 3, '0')
        || '-' || lpad(CAST(below(10000, 'phone tail', customer_id) AS VARCHAR), 4, '0') AS phone,
    as_of() - CAST(floor(age * 365.2425) AS INTEGER) AS birth_date,
    CASE WHEN age < 20 THEN '10s' WHEN age < 30 THEN '20s' WHEN age < 40 THEN '30s' WHEN age < 50 THEN '40s'
        WHEN age < 60 THEN '50s' ELSE '60s+' END AS age_group,
    region_slots.region, pick(region_slots.cities, 'city', customer_id) AS city,
    CASE WHEN chance('signup', customer_id) < 0.52 THEN 'app' WHEN chance('signup', customer_id) < 0.86 THEN 'web'
        WHEN chance('signup', customer_id) < 0.94 THEN 'store' ELSE 'partner' END AS signup_channel,
    chance('marketing', customer_id) < 0.62 AS marketing_agreed,
    chance('shares birth date', customer_id) < 0.84 AS shares_birth_date,
    chance('shares gender', customer_id) < 0.92 AS shares_gender,
    chance('shares phone', customer_id) < 0.97 AS shares_phone,
    CASE WHEN chance('ever buys', customer_id) < 0.2 THEN 0
        ELSE CAST(least(90, floor(1.5 * pow(1 - chance('inclination', customer_id), -0.85))) AS BIGINT)
        END AS inclination
FROM aged
JOIN region_slots ON region_slots.slot = below((SELECT count(*) FROM region_slots), 'region', customer_id)
JOIN surname_slots ON surname_slots.slot = below((SELECT count(*) FROM surname_slots), 'surname', customer_id)
JOIN given_names ON given_names.gender = aged.gender AND given_names.slot = below(30, 'given name', customer_id);

-- As many slots as inclination, in the order of joining: an order of a day draws among the slots filled before that day.
CREATE TEMP TABLE customer_slots AS
SELECT CAST(row_number() OVER (ORDER BY customer_id, copy) - 1 AS BIGINT) AS slot, customer_id
FROM draft_customers, LATERAL (SELECT unnest(range(inclination)) AS copy);
CREATE TEMP TABLE customer_reach AS
SELECT day, CAST(sum(filled) OVER (ORDER BY day) AS BIGINT) AS slots
FROM (
    SELECT greatest(joined_on + 1, first_day()) AS day, sum(inclination) AS filled FROM draft_customers GROUP BY ALL
);

CREATE TEMP TABLE draft_addresses AS
WITH kinds AS (
    SELECT customer_id, 1 AS place, joined_at AS created_at, region, city FROM draft_customers
    UNION ALL
    SELECT customer_id, 2, joined_at + to_hours(24 * (5 + below(400, 'second address', customer_id))), regions.region,
        pick(regions.cities, 'second city', customer_id)
    FROM draft_customers JOIN region_slots AS regions
        ON regions.slot = below((SELECT count(*) FROM region_slots), 'second region', customer_id)
    WHERE chance('has second address', customer_id) < 0.3
)
SELECT CAST(row_number() OVER (ORDER BY created_at, customer_id, place) AS INTEGER) AS address_id, customer_id, place,
    created_at, official_name AS province, kinds.region,
    CASE WHEN place = 1 THEN pick(['집', '집', '집', '집', '회사'], 'address label', customer_id)
        ELSE pick(['회사', '부모님댁', '부모님댁', '친구집'], 'second label', customer_id) END AS address_label,
    lpad(CAST(1000 + below(62000, 'postcode', key) AS VARCHAR), 5, '0') AS postcode,
    kinds.city || ' '
        || pick(['중앙로', '시청로', '번영로', '한마음로', '새싹길', '은행나무로', '솔밭길', '강변로', '학교길', '평화로', '미래로'], 'street', key)
        || ' ' || (1 + below(320, 'street number', key)) AS street_address,
    CASE WHEN chance('has unit', key) < 0.8 THEN (101 + below(20, 'building', key)) || '동 '
        || (100 * (1 + below(20, 'floor', key)) + 1 + below(6, 'door', key)) || '호' END AS address_detail
FROM (SELECT *, customer_id * 2 + place AS key FROM kinds) AS kinds JOIN regions USING (region) WHERE created_at < now_is();
