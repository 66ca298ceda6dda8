-- The web log: the last three whole months and the running one, of visitors who agreed to be measured.
CREATE TEMP MACRO log_start() AS CAST(date_trunc('month', as_of()) - INTERVAL 3 MONTH AS DATE);

CREATE TEMP TABLE sessions AS
WITH browsing AS (
    SELECT CAST(row_number() OVER (ORDER BY day, number) AS BIGINT) AS session_key, day
    FROM (
        SELECT day, unnest(range(
            CAST((so_far - demand) * scaled(28000) // everything AS BIGINT),
            CAST(so_far * scaled(28000) // everything AS BIGINT))) AS number
        FROM (
            SELECT day, demand, sum(demand) OVER (ORDER BY day) AS so_far, sum(demand) OVER () AS everything
            FROM selling_days WHERE day >= log_start()
        )
    )
), timed AS (
    SELECT session_key,
        CAST(day AS TIMESTAMP) + to_seconds(hour * 3600 + below(3000, 'session second', session_key)) AS started_at,
        CASE WHEN chance('logged in', session_key) < 0.38
            THEN below((SELECT count(*) FROM customer_slots), 'visitor', session_key) END AS customer_slot,
        chance('depth', session_key) AS depth, chance('device', session_key) AS device_chance
    FROM browsing
    JOIN hour_slots ON hour_slots.slot = below((SELECT count(*) FROM hour_slots), 'session hour', session_key)
)
SELECT session_key, started_at, draft_customers.customer_id, NULL::INTEGER AS order_id, NULL::INTEGER AS bought_id,
    CASE WHEN depth < 0.3 THEN 1 WHEN depth < 0.84 THEN 2 WHEN depth < 0.96 THEN 3 ELSE 4 END AS depth,
    CASE
        WHEN device_chance < 0.33 THEN 'mobile_web'
        WHEN device_chance < 0.55 THEN 'desktop'
        WHEN device_chance < 0.81 THEN 'app_android'
        ELSE 'app_ios' END AS device
FROM timed
LEFT JOIN customer_slots ON customer_slots.slot = timed.customer_slot
LEFT JOIN draft_customers ON draft_customers.customer_id = customer_slots.customer_id
    AND draft_customers.joined_at < started_at
UNION ALL
SELECT 100000000 + order_id, ordered_at - to_seconds(400 + below(900, 'before order', order_id)), customer_id, order_id,
    bought_id, 5,
    CASE
        WHEN channel = 'app' AND chance('phone', customer_id) < 0.6 THEN 'app_android'
        WHEN channel = 'app' THEN 'app_ios'
        WHEN chance('desktop', order_id) < 0.55 THEN 'desktop'
        ELSE 'mobile_web' END
FROM draft_orders
JOIN (SELECT order_id, min_by(product_id, line_key) AS bought_id FROM placed_items GROUP BY order_id) USING (order_id)
WHERE channel IN ('web', 'app') AND ordered_at >= CAST(log_start() + 1 AS TIMESTAMP)
    AND chance('measured', order_id) < 0.5;

CREATE TEMP TABLE draft_web_events AS
WITH steps AS (
    SELECT sessions.*, event_type, step
    FROM sessions JOIN (VALUES
        (1, 'page_view', 1), (2, 'product_view', 2), (3, 'product_view', 2), (4, 'product_view', 3),
        (5, 'add_to_cart', 3), (6, 'begin_checkout', 4), (7, 'purchase', 5)
    ) AS funnel (step, event_type, needed) ON depth >= needed
    WHERE step <> 3 OR chance('looks around', session_key) < 0.3
), shown AS (
    SELECT *, below((SELECT count(*) FROM product_slots WHERE pool = 'plain'), 'looked at',
        session_key * 10 + CASE WHEN step = 5 THEN 4 ELSE step END) AS product_slot
    FROM steps
)
SELECT CAST(row_number() OVER (ORDER BY occurred_at, session_key, step) AS INTEGER) AS event_id, * FROM (
    SELECT step, session_key, printf('s%011d', draw('session name', session_key) % 99999999999) AS session_id,
        CASE WHEN customer_id IS NOT NULL THEN printf('v%07d', customer_id)
            ELSE printf('v9%06d', below(scaled(16000), 'cookie', session_key)) END AS visitor_id,
        customer_id, event_type, device,
        CASE
            WHEN chance('source', session_key) < 0.24 THEN 'direct'
            WHEN chance('source', session_key) < 0.46 THEN 'naver'
            WHEN chance('source', session_key) < 0.58 THEN 'google'
            WHEN chance('source', session_key) < 0.72 THEN 'instagram'
            WHEN chance('source', session_key) < 0.83 THEN 'kakao'
            WHEN chance('source', session_key) < 0.9 THEN 'email' END AS traffic_source,
        CASE WHEN step IN (4, 5) AND bought_id IS NOT NULL THEN bought_id
            WHEN step BETWEEN 2 AND 5 THEN product_slots.product_id END AS product_id,
        CASE WHEN event_type = 'purchase' THEN order_id END AS order_id,
        CASE WHEN event_type = 'purchase' THEN ordered_at
            ELSE started_at + to_seconds((step - 1) * (15 + below(45, 'pace', session_key))) END AS occurred_at
    FROM shown
    LEFT JOIN product_slots ON product_slots.pool = 'plain' AND product_slots.slot = product_slot
    LEFT JOIN (SELECT order_id, ordered_at FROM placed_orders) USING (order_id)
);
