-- Who orders when, through which channel, and what becomes of it until the warehouse's last day.
CREATE TEMP TABLE hour_slots AS
SELECT CAST(row_number() OVER (ORDER BY hour, copy) - 1 AS BIGINT) AS slot, hour
FROM (SELECT unnest(range(24)) AS hour,
    unnest([22, 12, 7, 4, 3, 4, 9, 18, 32, 48, 62, 58, 52, 50, 46, 42, 40, 40, 42, 50, 64, 76, 74, 46]) AS share),
    LATERAL (SELECT unnest(range(share)) AS copy);

CREATE TEMP TABLE placed_orders AS
WITH counted AS (
    SELECT day, season, sum(demand) OVER (ORDER BY day) AS so_far, demand, sum(demand) OVER () AS everything
    FROM selling_days
), numbered AS (
    SELECT day, season, unnest(range(
        CAST((so_far - demand) * scaled(36000) // everything AS BIGINT),
        CAST(so_far * scaled(36000) // everything AS BIGINT))) AS number
    FROM counted
), timed AS (
    SELECT day, season, number,
        CAST(day AS TIMESTAMP) + to_seconds(hour * 3600 + below(3600, 'order second', number)) AS ordered_at
    FROM numbered JOIN hour_slots ON hour_slots.slot = below((SELECT count(*) FROM hour_slots), 'hour', number)
), drawn AS (
    SELECT CAST(row_number() OVER (ORDER BY ordered_at, number) AS INTEGER) AS order_id, timed.day AS order_date,
        season, ordered_at, below(customer_reach.slots, 'customer', number) AS slot
    FROM timed ASOF JOIN customer_reach ON timed.day >= customer_reach.day
), channelled AS (
    SELECT drawn.*, customer_id, chance('channel', order_id) AS channel_chance,
        -- The app takes over from the web in the course of the three years.
        0.36 + 0.24 * (order_date - first_day()) / (as_of() - first_day()) AS app_share
    FROM drawn JOIN customer_slots USING (slot)
)
SELECT order_id, customer_id, order_date, season, ordered_at,
    CASE WHEN channel_chance < app_share THEN 'app' WHEN channel_chance < 0.86 THEN 'web'
        WHEN channel_chance < 0.94 THEN 'partner' ELSE 'store' END AS channel
FROM channelled;

CREATE TEMP TABLE order_methods AS
SELECT order_id, CASE
    WHEN channel = 'store' OR method < 0.42 THEN 'card'
    WHEN method < 0.61 THEN 'naverpay'
    WHEN method < 0.78 THEN 'kakaopay'
    WHEN method < 0.86 THEN 'tosspay'
    WHEN method < 0.96 THEN 'bank_transfer'
    ELSE 'mobile' END AS method
FROM (SELECT order_id, channel, chance('method', order_id) AS method FROM placed_orders);

CREATE TEMP TABLE order_addresses AS
SELECT placed_orders.order_id,
    CASE WHEN second.created_at <= ordered_at AND chance('to second address', order_id) < 0.3 THEN second.address_id
        ELSE main.address_id END AS address_id
FROM placed_orders
JOIN draft_addresses AS main ON main.customer_id = placed_orders.customer_id AND main.place = 1
LEFT JOIN draft_addresses AS second ON second.customer_id = placed_orders.customer_id AND second.place = 2
WHERE channel <> 'store';

-- Moments that lie in the future have not happened, and the status is where the order is now.
CREATE TEMP TABLE order_lives AS
WITH fates AS (
    SELECT placed_orders.*, method, address_id, remote_hours, chance('fate', order_id) AS fate,
        method = 'bank_transfer' AND chance('never paid', order_id) < 0.16 AS never_paid,
        CASE WHEN method = 'bank_transfer' THEN to_minutes(10 + below(2400, 'transfer minute', order_id))
            ELSE to_seconds(5 + below(85, 'payment second', order_id)) END AS payment_delay
    FROM placed_orders
    JOIN order_methods USING (order_id)
    LEFT JOIN order_addresses USING (order_id)
    LEFT JOIN draft_addresses USING (address_id)
    LEFT JOIN regions ON regions.region = draft_addresses.region
), paid AS (
    SELECT *, CASE WHEN NOT never_paid THEN happened(ordered_at + payment_delay) END AS paid_at,
        CASE WHEN never_paid THEN happened(ordered_at + INTERVAL 7 DAY) END AS expired_at
    FROM fates
), sent AS (
    SELECT *,
        CASE WHEN channel <> 'store' AND fate < 0.045
            THEN happened(paid_at + to_minutes(20 + below(420, 'cancel minute', order_id))) END AS called_off_at,
        CASE WHEN channel <> 'store'
            THEN happened(paid_at + to_hours(2 + below(6, 'prepare hour', order_id))) END AS prepared_at,
        CASE WHEN channel = 'store' THEN paid_at + INTERVAL 5 MINUTE END AS handed_over_at,
        -- Parcels leave on the evenings of working days.
        CASE WHEN channel <> 'store' AND fate >= 0.045
            THEN happened(CAST(working_day AS TIMESTAMP) + to_minutes(17 * 60 + below(240, 'ship minute', order_id)))
            END AS shipped_at
    FROM paid
    LEFT JOIN working_days ON working_days.day = CAST(paid_at + to_hours(9 + below(30, 'ship hour', order_id)) AS DATE)
), arrived AS (
    SELECT *, coalesce(happened(handed_over_at), happened(CAST(CAST(shipped_at + to_hours(16 + remote_hours
        + CASE WHEN season = 'gift' THEN 20 ELSE 0 END
        + CASE WHEN chance('late parcel', order_id) < 0.07 THEN 24 + below(72, 'late hours', order_id)
            ELSE below(14, 'parcel hours', order_id) END
        ) AS DATE) AS TIMESTAMP) + to_minutes(9 * 60 + below(720, 'arrival minute', order_id)))) AS delivered_at
    FROM sent
), sent_back AS (
    SELECT *, CASE WHEN fate BETWEEN 0.045 AND 0.083 AND channel <> 'store'
        THEN happened(delivered_at + to_hours(20 + below(140, 'return hour', order_id))) END AS return_requested_at
    FROM arrived
)
SELECT *,
    coalesce(expired_at, called_off_at) AS cancelled_at,
    CASE WHEN expired_at IS NOT NULL OR called_off_at IS NOT NULL THEN 'cancelled'
        WHEN paid_at IS NULL THEN 'pending'
        WHEN return_requested_at IS NOT NULL THEN 'returned'
        WHEN delivered_at IS NOT NULL THEN 'delivered'
        WHEN shipped_at IS NOT NULL THEN 'shipped'
        WHEN prepared_at IS NOT NULL THEN 'preparing'
        ELSE 'paid' END AS status,
    CASE WHEN return_requested_at IS NULL AND CAST(delivered_at AS DATE) + confirm_days <= as_of()
        THEN CAST(delivered_at AS DATE) + confirm_days END AS confirmed_on
FROM (
    SELECT *, CAST(CASE WHEN chance('confirms', order_id) < 0.45 THEN below(7, 'confirm day', order_id) ELSE 7 END
        AS INTEGER) AS confirm_days
    FROM sent_back
);
