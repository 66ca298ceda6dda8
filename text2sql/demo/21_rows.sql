-- The drafts become rows, in the order of their keys.
INSERT INTO customers
SELECT customer_id, CASE WHEN withdrawn_on IS NULL THEN name END, CASE WHEN withdrawn_on IS NULL THEN email END,
    CASE WHEN withdrawn_on IS NULL AND shares_phone THEN phone END,
    CASE WHEN withdrawn_on IS NULL AND shares_birth_date THEN birth_date END,
    CASE WHEN shares_birth_date THEN age_group END, CASE WHEN shares_gender THEN gender END, region, city, grade,
    status, signup_channel, marketing_agreed, joined_at, last_login_at, withdrawn_on
FROM draft_customers JOIN customer_lives USING (customer_id) ORDER BY customer_id;

INSERT INTO addresses
SELECT address_id, customer_id, address_label, CASE WHEN withdrawn_on IS NULL THEN name END, postcode, province,
    CASE WHEN withdrawn_on IS NULL THEN street_address END, CASE WHEN withdrawn_on IS NULL THEN address_detail END,
    place = 1, draft_addresses.created_at
FROM draft_addresses JOIN draft_customers USING (customer_id) JOIN customer_lives USING (customer_id)
ORDER BY address_id;

INSERT INTO categories
SELECT category_id, parent_id, level, category_name, category_name_en, top_category_name, departments.name_en
FROM draft_categories JOIN departments USING (department) WHERE level = 1 ORDER BY category_id;
INSERT INTO categories
SELECT category_id, parent_id, level, category_name, category_name_en, top_category_name, departments.name_en
FROM draft_categories JOIN departments USING (department) WHERE level = 2 ORDER BY category_id;

INSERT INTO brands
SELECT brand_id, brand_name, brand_name_en, country,
    CASE WHEN chance('year known', brand_id) < 0.85 THEN founded_year END
FROM draft_brands ORDER BY brand_id;

INSERT INTO products
SELECT product_id, product_name, category_id, brand_id, list_price, cost_price, status, launched_on,
    CASE WHEN chance('weighed', product_id) < 0.9
        THEN CAST(round(log_between(80, 9000, 'weight', product_id) / 10) * 10 AS INTEGER) END
FROM draft_products JOIN product_lives USING (product_id) ORDER BY product_id;

INSERT INTO fiscal_calendar SELECT * FROM draft_calendar ORDER BY calendar_date;

INSERT INTO orders
SELECT order_id, customer_id, address_id, order_date, ordered_at, paid_at, confirmed_on, cancelled_at, status, channel,
    method, gross_amount, discount_amount, net_amount, is_first_order,
    CASE WHEN channel <> 'store' AND chance('has note', order_id) < 0.4
        THEN pick(['문 앞에 놓아주세요', '문 앞에 놓아주세요', '배송 전 연락 바랍니다',
        '경비실에 맡겨주세요', '택배함에 넣어주세요', '부재 시 연락 주세요'], 'note', order_id) END
FROM draft_orders ORDER BY order_id;

INSERT INTO order_items
SELECT order_item_id, order_id, product_id, line_no, quantity, unit_price, cost_price, line_gross, line_discount,
    line_gross - line_discount, item_status, ordered_at
FROM draft_items ORDER BY order_item_id;

INSERT INTO payments
SELECT payment_id, order_id, method, card_issuer, installment_months, amount, status, requested_at, approved_at
FROM draft_payments ORDER BY payment_id;

INSERT INTO refunds
SELECT refund_id, order_id, payment_id, refund_type, reason, refund_amount, return_fee, status, requested_at,
    completed_at
FROM draft_refunds ORDER BY refund_id;

INSERT INTO shipments
SELECT shipment_id, order_id, parcel_no, carrier, tracking_number, warehouse, status, shipped_at, promised_on,
    delivered_at, shipping_cost
FROM draft_shipments ORDER BY shipment_id;

INSERT INTO coupons
SELECT coupon_id, coupon_code, coupon_name, discount_type, discount_value, minimum_order_amount, maximum_discount,
    valid_from, valid_until,
    CAST(coalesce(uses, 0) * (2 + 5 * chance('issued', coupon_id)) + 50 + below(400, 'issued', coupon_id) AS INTEGER)
FROM draft_coupons
LEFT JOIN (SELECT coupon_id, count(*) AS uses FROM draft_coupon_uses GROUP BY coupon_id) USING (coupon_id)
ORDER BY coupon_id;

INSERT INTO coupon_uses
SELECT coupon_use_id, coupon_id, order_id, draft_coupon_uses.customer_id, draft_coupon_uses.discount_amount,
    status = 'cancelled', used_at
FROM draft_coupon_uses JOIN draft_orders USING (order_id) ORDER BY coupon_use_id;

INSERT INTO reviews
SELECT review_id, order_item_id, product_id, customer_id, rating, body, has_photo, helpful_count, created_at
FROM draft_reviews ORDER BY review_id;

INSERT INTO web_events
SELECT event_id, session_id, visitor_id, customer_id, event_type, device, traffic_source, product_id, order_id,
    occurred_at
FROM draft_web_events ORDER BY event_id;

INSERT INTO sales
SELECT sales_month, category_id, target_amount, revision, revised_on
FROM draft_targets ORDER BY sales_month, category_id;
