-- Products: names, prices, the day they came, and how well they sell: few very well, most little, some never.
CREATE TEMP TABLE draft_products AS
WITH numbered AS (
    SELECT CAST(product_id AS INTEGER) AS product_id
    FROM (SELECT unnest(range(1, greatest(300, scaled(1200)) + 1)) AS product_id)
), placed AS (
    SELECT numbered.product_id, leaf.*, draft_categories.category_id
    FROM numbered
    JOIN (SELECT *, row_number() OVER (ORDER BY department, name) - 1 AS leaf_slot FROM leaves) AS leaf
        ON leaf.leaf_slot = below(48, 'leaf', product_id)
    JOIN draft_categories ON draft_categories.level = 2 AND draft_categories.category_name = leaf.name
), named AS (
    SELECT placed.product_id, placed.category_id, placed.season, placed.demand, draft_brands.brand_id,
        departments.most_pieces,
        draft_brands.brand_name || ' ' || pick(departments.modifiers, 'modifier', placed.product_id) || ' '
            || pick(placed.nouns, 'noun', placed.product_id) AS plain_name,
        log_between(placed.lowest, placed.highest, 'price', placed.product_id) AS price,
        -- Six in ten were there from the start.
        first_day() + CAST(CASE
            WHEN chance('launch', placed.product_id) < 0.6 THEN below(390, 'old launch', placed.product_id) - 400
            ELSE floor((chance('launch', placed.product_id) - 0.6) / 0.4 * (as_of() - first_day() - 10))
            END AS INTEGER) AS launched_on
    FROM placed
    JOIN departments USING (department)
    JOIN draft_brands ON draft_brands.department = placed.department
        -- The first brands of a department have more products than the last ones.
        AND draft_brands.place = 1 + CAST(floor(8 * pow(chance('brand', placed.product_id), 1.6)) AS BIGINT)
)
SELECT product_id, category_id, season, brand_id, most_pieces, launched_on,
    plain_name || ['', ' 플러스', ' 프리미엄', ' 맥스', ' 리뉴얼', ' 에디션'][CAST(least(6, copy) AS INTEGER)]
        || CASE WHEN copy > 6 THEN ' ' || (copy - 5) ELSE '' END AS product_name,
    CAST(CASE WHEN price >= 5000 THEN floor(price / 1000) * 1000 + 900 ELSE round(price / 100) * 100 END AS BIGINT)
        AS list_price,
    CAST(round(price * (0.45 + 0.3 * chance('cost', product_id)) / 10) * 10 AS BIGINT) AS cost_price,
    CASE WHEN chance('ever sells', product_id) < 0.03 THEN 0
        ELSE CAST(greatest(1, floor(demand * 2000 / pow(10 + popularity, 0.85))) AS BIGINT) END AS slots
FROM (
    SELECT *, row_number() OVER (PARTITION BY plain_name ORDER BY product_id) AS copy,
        row_number() OVER (ORDER BY draw('popularity', product_id), product_id)
            * (1200.0 / (SELECT count(*) FROM numbered)) AS popularity
    FROM named
);

-- Slots as for customers, in one pool for everything and one for each season's products.
CREATE TEMP TABLE product_slots AS
SELECT pool, product_id,
    CAST(row_number() OVER (PARTITION BY pool ORDER BY launched_on, product_id, copy) - 1 AS BIGINT) AS slot
FROM (
    SELECT 'plain' AS pool, * FROM draft_products
    UNION ALL SELECT season, * FROM draft_products WHERE season <> 'plain'
), LATERAL (SELECT unnest(range(slots)) AS copy);
CREATE TEMP TABLE product_reach AS
SELECT pool, day, CAST(sum(filled) OVER (PARTITION BY pool ORDER BY day) AS BIGINT) AS slots
FROM (
    SELECT pool, greatest(launched_on, first_day()) AS day, count(*) AS filled
    FROM product_slots JOIN draft_products USING (product_id) GROUP BY ALL
);
