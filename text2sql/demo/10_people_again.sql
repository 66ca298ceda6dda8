-- What orders say about customers: grade from the net amount of the last twelve months, last visit, who left.
CREATE TEMP TABLE customer_lives AS
WITH bought AS (
    SELECT customer_id, max(ordered_at) AS last_ordered_at,
        sum(CASE WHEN ordered_at >= CAST(as_of() AS TIMESTAMP) - INTERVAL 1 YEAR
            AND status NOT IN ('pending', 'cancelled', 'returned')
            THEN net_amount ELSE 0 END)::BIGINT AS yearly
    FROM draft_orders GROUP BY customer_id
), seen AS (
    SELECT customer_id, joined_at, coalesce(last_ordered_at, joined_at) AS last_act, coalesce(yearly, 0) AS yearly,
        pow(chance('visit', customer_id), 2.5) AS visit_chance
    FROM draft_customers LEFT JOIN bought USING (customer_id)
), visited AS (
    SELECT *, last_act + to_seconds(CAST(floor(date_diff('second', last_act, now_is()) * visit_chance) AS BIGINT))
        AS visited_at
    FROM seen
), left_shop AS (
    SELECT *, CASE WHEN chance('leaves', customer_id) < 0.05
        AND last_act < CAST(as_of() AS TIMESTAMP) - INTERVAL 120 DAY THEN CAST(visited_at AS DATE) END AS withdrawn_on
    FROM visited
)
SELECT customer_id, withdrawn_on,
    CASE WHEN chance('visit unknown', customer_id) < 0.02 THEN NULL ELSE visited_at END AS last_login_at,
    CASE
        WHEN withdrawn_on IS NOT NULL THEN 'withdrawn'
        WHEN visited_at < CAST(as_of() AS TIMESTAMP) - INTERVAL 1 YEAR THEN 'dormant'
        ELSE 'active' END AS status,
    CASE
        WHEN yearly >= 3000000 THEN 'vip'
        WHEN yearly >= 1000000 THEN 'gold'
        WHEN yearly >= 300000 THEN 'silver'
        ELSE 'bronze' END AS grade
FROM left_shop;

CREATE TEMP TABLE product_lives AS
SELECT product_id,
    CASE WHEN (max(ordered_at) IS NULL OR max(ordered_at) < CAST(as_of() AS TIMESTAMP) - INTERVAL 150 DAY)
            AND launched_on < as_of() - 150 AND chance('discontinued', product_id) < 0.6 THEN 'discontinued'
        WHEN chance('sold out', product_id) < 0.05 THEN 'sold_out' ELSE 'on_sale' END AS status
FROM draft_products LEFT JOIN draft_items USING (product_id) GROUP BY product_id, launched_on;

CREATE TEMP TABLE draft_reviews AS
WITH reviewed AS (
    SELECT order_item_id, product_id, customer_id, CAST(delivered_at AS TIMESTAMP) AS delivered_at,
        date_diff('hour', shipped_at, delivered_at) > 72 AS late,
        -- A product is as good as it is, and people differ.
        0.75 * chance('opinion', order_item_id) + 0.25 * chance('quality', product_id) AS liking,
        delivered_at + to_hours(5 + below(400, 'review hour', order_item_id)) AS created_at
    FROM draft_items JOIN draft_orders USING (order_id)
    WHERE status = 'delivered' AND chance('reviews', order_item_id) < 0.155
), rated AS (
    SELECT *, CAST(greatest(1, CASE
            WHEN liking < 0.12 THEN 1
            WHEN liking < 0.19 THEN 2
            WHEN liking < 0.3 THEN 3
            WHEN liking < 0.52 THEN 4
            ELSE 5 END
        - CASE WHEN late AND chance('annoyed', order_item_id) < 0.6 THEN 1 ELSE 0 END) AS INTEGER) AS rating
    FROM reviewed WHERE created_at < now_is()
)
SELECT CAST(row_number() OVER (ORDER BY created_at, order_item_id) AS INTEGER) AS review_id, order_item_id, product_id,
    customer_id, rating,
    CASE WHEN chance('writes', order_item_id) < 0.68 THEN pick(CASE rating
        WHEN 5 THEN ['정말 만족합니다. 재구매 의사 있어요.', '배송도 빠르고 품질이 좋아요.', '가격 대비 최고예요!',
            '선물했는데 반응이 아주 좋았어요.', '두 번째 구매인데 역시 좋네요.']
        WHEN 4 THEN ['전반적으로 만족해요.', '좋은데 포장이 조금 아쉬워요.', '생각보다 괜찮습니다.', '배송이 빨라서 좋았어요.']
        WHEN 3 THEN ['보통이에요.', '사진과 조금 달라요.', '가격만큼 하는 것 같아요.']
        WHEN 2 THEN ['기대보다 별로예요.', '배송이 너무 늦었어요.', '마감이 아쉽습니다.']
        ELSE ['불량이 와서 실망했어요.', '다시는 안 살 것 같아요.', '환불 신청했습니다.'] END, 'words', order_item_id) END AS body,
    chance('photo', order_item_id) < 0.24 AS has_photo,
    CAST(floor(pow(chance('helpful', order_item_id), 6) * 40) AS INTEGER) AS helpful_count, created_at
FROM rated;
