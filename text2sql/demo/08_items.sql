-- What is in each order, at which price, and what coupons and promotions take off.
-- The amounts of lines add up to the order's.
CREATE TEMP TABLE placed_items AS
WITH counted AS (
    SELECT order_id, order_date, season, channel,
        CASE
            WHEN size < 0.45 THEN 1 WHEN size < 0.72 THEN 2 WHEN size < 0.86 THEN 3
            WHEN size < 0.94 THEN 4 WHEN size < 0.98 THEN 5 ELSE 6 END AS lines
    FROM (SELECT *, chance('size', order_id) AS size FROM placed_orders)
), lined AS (
    SELECT order_id, order_date, channel, 10 * CAST(order_id AS BIGINT) + line AS line_key,
        CASE WHEN chance('seasonal', 10 * CAST(order_id AS BIGINT) + line) < 0.18 THEN season ELSE 'plain' END AS pool
    FROM counted, LATERAL (SELECT unnest(range(1, lines + 1)) AS line)
), drawn AS (
    SELECT lined.*, below(product_reach.slots, 'product', line_key) AS slot
    FROM lined ASOF JOIN product_reach ON lined.pool = product_reach.pool AND lined.order_date >= product_reach.day
), chosen AS (
    SELECT order_id, product_id, min(line_key) AS line_key
    FROM drawn JOIN product_slots USING (pool, slot) GROUP BY ALL
), priced AS (
    SELECT order_id, line_key, product_id, cost_price,
        CAST(round(list_price * (CASE
            WHEN chance('sale price', line_key) < 0.7 THEN 100
            WHEN chance('sale price', line_key) < 0.87 THEN 95
            WHEN chance('sale price', line_key) < 0.96 THEN 90
            ELSE 80 END) / 1000.0) * 10 AS BIGINT) AS unit_price,
        CAST(CASE WHEN chance('pieces', line_key) < 0.72 THEN 1
            ELSE 1 + below(most_pieces, 'how many', line_key) END AS INTEGER) AS quantity
    FROM chosen JOIN draft_products USING (product_id)
)
SELECT CAST(row_number() OVER (ORDER BY line_key) AS INTEGER) AS order_item_id, *, unit_price * quantity AS line_gross
FROM priced;

CREATE TEMP TABLE draft_coupons AS
WITH months AS (
    SELECT CAST(unnest(generate_series(CAST(first_day() AS TIMESTAMP), CAST(date_trunc('month', as_of()) AS TIMESTAMP),
        INTERVAL 1 MONTH)) AS DATE) AS month
), campaigns AS (
    SELECT 0 AS place, first_day() AS valid_from, NULL::DATE AS valid_until, 'welcome' AS campaign,
        'WELCOME5000' AS coupon_code, '신규 가입 환영 쿠폰' AS coupon_name, 'fixed' AS discount_type, 5000 AS discount_value,
        30000 AS minimum_order_amount, NULL::INTEGER AS maximum_discount
    UNION ALL SELECT 1, first_day(), NULL, 'app', 'APP3000', '앱 전용 쿠폰', 'fixed', 3000, 40000, NULL
    UNION ALL SELECT 2, first_day(), NULL, 'offline', 'STORE10', '매장 방문 쿠폰', 'percent', 10, 20000, 20000
    UNION ALL SELECT 3, CAST(as_of() - 20 AS DATE), CAST(as_of() + 70 AS DATE), 'partner', 'FRIEND2000', '친구 초대 쿠폰',
        'fixed', 2000, 20000, NULL
    UNION ALL
    SELECT 10 + row_number() OVER (ORDER BY month), month, CAST(last_day(month) AS DATE), 'monthly',
        strftime(month, 'MONTHLY%y%m'), strftime(month, '%Y년 ') || month(month) || '월 정기 쿠폰', 'percent',
        CASE WHEN month(month) = 11 THEN 15 ELSE 5 + 5 * below(2, 'monthly', month(month)) END, 50000, 15000
    FROM months
    UNION ALL
    SELECT 60 + row_number() OVER (ORDER BY feast), feast - 21, feast - 3, 'feast', code || year(feast),
        strftime(feast, '%Y ') || name || ' 감사 쿠폰', 'fixed', 10000, 100000, NULL
    FROM (SELECT seollal AS feast, 'SEOLLAL' AS code, '설날' AS name FROM lunar_holidays
        UNION ALL SELECT chuseok, 'CHUSEOK', '추석' FROM lunar_holidays)
    WHERE feast - 21 BETWEEN first_day() AND as_of()
)
SELECT CAST(row_number() OVER (ORDER BY valid_from, place) AS INTEGER) AS coupon_id, * FROM campaigns;

CREATE TEMP TABLE draft_coupon_uses AS
WITH totals AS (
    SELECT order_id, sum(line_gross)::BIGINT AS gross FROM placed_items GROUP BY order_id
), wanted AS (
    SELECT order_id, customer_id, order_date, ordered_at, gross,
        CASE
            WHEN row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at, order_id) = 1
                AND joined_on >= first_day() AND chance('welcome', order_id) < 0.6 THEN 'welcome'
            WHEN season = 'gift' AND chance('coupon', order_id) < 0.15 THEN 'feast'
            WHEN channel = 'app' AND chance('coupon', order_id) < 0.12 THEN 'app'
            WHEN channel = 'store' AND chance('coupon', order_id) < 0.1 THEN 'offline'
            WHEN channel <> 'partner' AND chance('coupon', order_id) BETWEEN 0.15 AND 0.38 THEN 'monthly'
            END AS campaign
    FROM placed_orders JOIN totals USING (order_id) JOIN draft_customers USING (customer_id)
)
SELECT CAST(row_number() OVER (ORDER BY wanted.ordered_at, order_id) AS INTEGER) AS coupon_use_id, coupon_id, order_id,
    customer_id, ordered_at AS used_at,
    CAST(least(CASE WHEN discount_type = 'fixed' THEN discount_value ELSE gross * discount_value // 1000 * 10 END,
        coalesce(maximum_discount, 1000000000)) AS BIGINT) AS discount_amount
FROM wanted JOIN draft_coupons USING (campaign)
WHERE order_date >= valid_from AND (valid_until IS NULL OR order_date <= valid_until) AND gross >= minimum_order_amount;

CREATE TEMP TABLE draft_orders AS
WITH totals AS (
    SELECT order_id, sum(line_gross)::BIGINT AS gross_amount FROM placed_items GROUP BY order_id
), discounted AS (
    SELECT order_lives.*, gross_amount, coalesce(draft_coupon_uses.discount_amount, 0)
        + CASE
            WHEN month(order_date) = 11 AND day(order_date) <= 11 AND chance('promotion', order_id) < 0.4
                THEN gross_amount // 200 * 10
            WHEN chance('promotion', order_id) < 0.06 THEN gross_amount // 300 * 10
            ELSE 0 END AS discount_amount
    FROM order_lives JOIN totals USING (order_id) LEFT JOIN draft_coupon_uses USING (order_id)
)
SELECT *, gross_amount - discount_amount AS net_amount,
    row_number() OVER (PARTITION BY customer_id ORDER BY ordered_at, order_id) = 1 AS is_first_order
FROM discounted;

-- Each line bears its share of the order's discount; what rounding leaves over falls to the first line.
CREATE TEMP TABLE draft_items AS
WITH shared AS (
    SELECT placed_items.*, draft_orders.ordered_at, draft_orders.discount_amount,
        draft_orders.discount_amount * line_gross // gross_amount AS share,
        row_number() OVER (PARTITION BY order_id ORDER BY line_key) AS line_no,
        CASE WHEN status IN ('cancelled', 'returned', 'pending') THEN status ELSE 'sold' END AS item_status
    FROM placed_items JOIN draft_orders USING (order_id)
)
SELECT *, CAST(share + CASE WHEN line_no = 1
    THEN discount_amount - sum(share) OVER (PARTITION BY order_id) ELSE 0 END AS BIGINT) AS line_discount
FROM shared;
