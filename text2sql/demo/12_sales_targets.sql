-- The table called `sales` holds what marketing hopes for, not what was sold: a target for each month and department,
-- up to the end of the fiscal year. Past targets lie around what was sold, the running and coming ones above last year's.
CREATE TEMP TABLE draft_targets AS
WITH months AS (
    SELECT DISTINCT CAST(date_trunc('month', calendar_date) AS DATE) AS month FROM draft_calendar
    WHERE calendar_date >= first_day()
), sold AS (
    SELECT CAST(date_trunc('month', ordered_at) AS DATE) AS month, department,
        sum(line_gross - line_discount)::BIGINT AS revenue
    FROM draft_items JOIN draft_products USING (product_id) JOIN draft_categories USING (category_id)
    WHERE item_status = 'sold' GROUP BY ALL
), hoped AS (
    SELECT month, department, 100 * CAST(year(month) * 12 + month(month) AS BIGINT) + department AS key,
        CASE WHEN month < date_trunc('month', as_of()) THEN this.revenue * 0.99
            ELSE before.revenue * 1.28 END AS amount,
        CASE WHEN chance('revised', key) < 0.6 AND month - 20 <= as_of()
            THEN least(as_of(), month - CAST(below(20, 'revised', key) AS INTEGER)) END AS revised_on
    FROM months CROSS JOIN departments
    LEFT JOIN sold AS this USING (month, department)
    LEFT JOIN sold AS before ON before.month = months.month - INTERVAL 1 YEAR
        AND before.department = departments.department
)
SELECT month AS sales_month, department AS category_id,
    CAST(round(coalesce(amount, 10000000) * (0.86 + 0.3 * chance('target', key)) / 100000) * 100000 AS BIGINT)
        AS target_amount,
    CAST(CASE WHEN revised_on IS NULL THEN 1 ELSE 2 + below(2, 'revision', key) END AS INTEGER) AS revision, revised_on
FROM hoped;
