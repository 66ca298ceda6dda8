-- Payments with their failed attempts, refunds, and parcels.
CREATE TEMP TABLE draft_payments AS
WITH attempts AS (
    SELECT order_id, 1 AS attempt, method, net_amount AS amount, ordered_at AS requested_at, paid_at AS approved_at,
        CASE WHEN status = 'pending' THEN 'pending' WHEN paid_at IS NULL THEN 'expired'
            WHEN status IN ('cancelled', 'returned') THEN 'refunded' ELSE 'approved' END AS status
    FROM draft_orders
    UNION ALL
    SELECT order_id, 0, CASE WHEN chance('other method', order_id) < 0.4 THEN 'card' ELSE method END, net_amount,
        greatest(ordered_at - to_seconds(20 + below(200, 'attempt second', order_id)), CAST(order_date AS TIMESTAMP)),
        NULL, 'failed'
    FROM draft_orders WHERE method <> 'bank_transfer' AND chance('failed attempt', order_id) < 0.045
)
SELECT CAST(row_number() OVER (ORDER BY requested_at, order_id, attempt) AS INTEGER) AS payment_id, *,
    CASE WHEN method = 'card' THEN pick(
        ['shinhan', 'shinhan', 'samsung', 'samsung', 'kb', 'kb', 'hyundai', 'hyundai', 'lotte', 'bc', 'hana', 'woori'],
        'card issuer', order_id) END AS card_issuer,
    CASE
        WHEN method <> 'card' THEN NULL
        WHEN amount < 50000 OR chance('instalments', order_id) < 0.7 THEN 1
        ELSE pick([2, 3, 3, 6, 12], 'months', order_id) END AS installment_months
FROM attempts;

CREATE TEMP TABLE draft_refunds AS
WITH asked AS (
    SELECT order_id, net_amount, status, coalesce(return_requested_at, cancelled_at) AS requested_at,
        pick(CASE
            WHEN status = 'cancelled'
                THEN ['change_of_mind', 'change_of_mind', 'change_of_mind', 'out_of_stock', 'wrong_order']
            ELSE ['change_of_mind', 'change_of_mind', 'size_mismatch', 'size_mismatch', 'defective', 'wrong_item',
                'damaged_in_transit'] END, 'reason', order_id) AS reason
    FROM draft_orders WHERE status IN ('cancelled', 'returned') AND paid_at IS NOT NULL
), dated AS (
    SELECT *,
        happened(requested_at + CASE
            WHEN status = 'cancelled' THEN to_minutes(1 + below(600, 'refund minute', order_id))
            ELSE to_hours(40 + below(150, 'refund hour', order_id)) END) AS completed_at,
        CASE WHEN status = 'returned' AND reason IN ('change_of_mind', 'size_mismatch') AND net_amount > 10000
            THEN 5000 ELSE 0 END AS return_fee
    FROM asked
)
SELECT CAST(row_number() OVER (ORDER BY dated.requested_at, order_id) AS INTEGER) AS refund_id, order_id, payment_id,
    CASE WHEN dated.status = 'cancelled' THEN 'cancellation' ELSE 'return' END AS refund_type, reason,
    net_amount - return_fee AS refund_amount, return_fee,
    CASE WHEN completed_at IS NULL THEN 'processing' ELSE 'completed' END AS status, dated.requested_at, completed_at
FROM dated JOIN draft_payments USING (order_id) WHERE attempt = 1;

CREATE TEMP TABLE draft_shipments AS
WITH parcels AS (
    SELECT order_id, 1 AS parcel_no FROM draft_orders WHERE shipped_at IS NOT NULL
    UNION ALL
    -- Large orders now and then leave in two parcels.
    SELECT order_id, 2 FROM draft_orders
    JOIN (SELECT order_id FROM placed_items GROUP BY order_id HAVING count(*) >= 4) USING (order_id)
    WHERE shipped_at IS NOT NULL AND chance('two parcels', order_id) < 0.45
), sent AS (
    SELECT order_id, parcel_no, status AS order_status, remote_hours, shipped_at,
        CASE WHEN parcel_no = 1 THEN delivered_at
            ELSE happened(delivered_at - to_minutes(below(300, 'earlier parcel', order_id))) END AS delivered_at,
        CAST(shipped_at AS DATE) + CASE WHEN remote_hours >= 30 THEN 3 ELSE 2 END AS promised_on
    FROM draft_orders JOIN parcels USING (order_id)
)
SELECT CAST(row_number() OVER (ORDER BY shipped_at, order_id, parcel_no) AS INTEGER) AS shipment_id, order_id,
    parcel_no,
    CASE
        WHEN chance('carrier', order_id) < 0.46 THEN 'cj_logistics'
        WHEN chance('carrier', order_id) < 0.66 THEN 'hanjin'
        WHEN chance('carrier', order_id) < 0.83 THEN 'lotte'
        WHEN chance('carrier', order_id) < 0.93 THEN 'logen'
        ELSE 'epost' END AS carrier,
    CAST(600000000000 + below(99999999999, 'tracking', order_id * 2 + parcel_no) AS VARCHAR) AS tracking_number,
    CASE WHEN remote_hours >= 8 AND chance('depot', order_id) < 0.7 THEN 'gimhae'
        WHEN chance('depot', order_id) < 0.8 THEN 'icheon' ELSE 'daejeon' END AS warehouse,
    CASE WHEN order_status = 'returned' THEN 'returned' WHEN delivered_at IS NULL THEN 'in_transit'
        ELSE 'delivered' END AS status,
    shipped_at, promised_on, delivered_at,
    2500 + 500 * below(4, 'shipping cost', order_id)
        + CASE WHEN remote_hours >= 30 THEN 3000 ELSE 0 END AS shipping_cost
FROM sent;
