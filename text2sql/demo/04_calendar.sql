-- Days: the fiscal calendar (the fiscal year starts on 1 April), Korean holidays, and how much is bought on each day.
-- Lunar holidays are listed, for they cannot be computed in SQL; outside 2019 to 2035 there are none.
CREATE TEMP TABLE lunar_holidays (seollal DATE, buddha DATE, chuseok DATE);
INSERT INTO lunar_holidays VALUES
    ('2019-02-05', '2019-05-12', '2019-09-13'), ('2020-01-25', '2020-04-30', '2020-10-01'),
    ('2021-02-12', '2021-05-19', '2021-09-21'), ('2022-02-01', '2022-05-08', '2022-09-10'),
    ('2023-01-22', '2023-05-27', '2023-09-29'), ('2024-02-10', '2024-05-15', '2024-09-17'),
    ('2025-01-29', '2025-05-05', '2025-10-06'), ('2026-02-17', '2026-05-24', '2026-09-25'),
    ('2027-02-07', '2027-05-13', '2027-09-15'), ('2028-01-27', '2028-05-02', '2028-10-03'),
    ('2029-02-13', '2029-05-20', '2029-09-22'), ('2030-02-03', '2030-05-09', '2030-09-12'),
    ('2031-01-23', '2031-05-28', '2031-10-01'), ('2032-02-11', '2032-05-16', '2032-09-19'),
    ('2033-01-31', '2033-05-06', '2033-09-08'), ('2034-02-19', '2034-05-25', '2034-09-27'),
    ('2035-02-08', '2035-05-15', '2035-09-16');

-- From the fiscal year before the first order to the end of the running fiscal year.
CREATE TEMP TABLE calendar_days AS
SELECT CAST(unnest(generate_series(
    CAST(make_date(CAST(year(first_day() - INTERVAL 3 MONTH) AS INTEGER), 4, 1) AS TIMESTAMP),
    CAST(make_date(CAST(year(as_of() - INTERVAL 3 MONTH) AS INTEGER) + 1, 3, 31) AS TIMESTAMP),
    INTERVAL 1 DAY)) AS DATE) AS day;

CREATE TEMP TABLE holidays AS
WITH shifts (shift) AS (
    VALUES (-1), (0), (1)
), named AS (
    SELECT seollal + shift AS day, '설날' AS name, 'Seollal' AS name_en FROM lunar_holidays, shifts
    UNION ALL SELECT chuseok + shift, '추석', 'Chuseok' FROM lunar_holidays, shifts
    UNION ALL SELECT buddha, '부처님오신날', 'Buddha''s Birthday' FROM lunar_holidays
    UNION ALL
    SELECT day, name, name_en
    FROM calendar_days JOIN (VALUES
        ('01-01', '신정', 'New Year''s Day'), ('03-01', '삼일절', 'Independence Movement Day'),
        ('05-05', '어린이날', 'Children''s Day'), ('06-06', '현충일', 'Memorial Day'),
        ('08-15', '광복절', 'Liberation Day'), ('10-03', '개천절', 'National Foundation Day'),
        ('10-09', '한글날', 'Hangul Day'), ('12-25', '성탄절', 'Christmas Day')
    ) AS fixed (month_day, name, name_en) ON strftime(day, '%m-%d') = month_day
)
SELECT day, min(name) AS name, min(name_en) AS name_en FROM named GROUP BY day;

CREATE TEMP TABLE draft_calendar AS
SELECT
    day AS calendar_date,
    CAST(year(day - INTERVAL 3 MONTH) AS INTEGER) AS fiscal_year,
    CAST(quarter(day - INTERVAL 3 MONTH) AS INTEGER) AS fiscal_quarter,
    CAST((month(day) + 8) % 12 + 1 AS INTEGER) AS fiscal_month,
    CAST(isodow(day) AS INTEGER) AS day_of_week,
    isodow(day) >= 6 AS is_weekend,
    holidays.day IS NOT NULL AS is_holiday,
    holidays.name AS holiday_name,
    holidays.name_en AS holiday_name_en
FROM calendar_days LEFT JOIN holidays USING (day);

-- Days until the next Seollal or Chuseok decide about gifts; on the holidays themselves little is bought.
CREATE TEMP TABLE selling_days AS
WITH feasts AS (
    SELECT seollal AS feast FROM lunar_holidays UNION ALL SELECT chuseok FROM lunar_holidays
), days AS (
    SELECT day, CAST(day - first_day() AS INTEGER) AS position,
        (SELECT min(feast - day) FROM feasts WHERE feast >= day - 1) AS until_feast
    FROM calendar_days WHERE day BETWEEN first_day() AND as_of()
), factors AS (
    SELECT day, position, until_feast,
        pow(2.1, position / (as_of() - first_day())) AS growth,
        [1.14, 1.07, 1.04, 1.02, 0.98, 0.82, 0.95][CAST(isodow(day) AS INTEGER)] AS weekday_factor,
        [1.0, 0.95, 1.0, 0.97, 1.03, 0.96, 0.94, 0.9, 1.04, 1.0, 1.3, 1.14][CAST(month(day) AS INTEGER)]
            AS month_factor,
        CASE
            WHEN until_feast BETWEEN 4 AND 16 THEN 1.45
            WHEN until_feast BETWEEN -1 AND 1 THEN 0.55
            WHEN until_feast IN (2, 3) THEN 0.85
            WHEN month(day) = 11 AND day(day) = 11 THEN 1.9
            WHEN month(day) = 11 AND day(day) BETWEEN 22 AND 29 AND isodow(day) >= 5 THEN 1.6
            ELSE 1.0 END AS event_factor,
        0.9 + 0.2 * chance('day', position) AS noise
    FROM days
)
SELECT day, position,
    CASE
        WHEN until_feast BETWEEN 3 AND 21 THEN 'gift'
        WHEN month(day) IN (6, 7) OR (month(day) = 8 AND day(day) < 18) THEN 'summer'
        WHEN month(day) IN (11, 12, 1) THEN 'winter'
        WHEN month(day) IN (2, 8) THEN 'school'
        ELSE 'plain' END AS season,
    CAST(round(1000 * growth * weekday_factor * month_factor * event_factor * noise) AS BIGINT) AS demand
FROM factors;

-- The day itself or the next one on which parcels leave: no Sundays, no days of a feast.
CREATE TEMP TABLE working_days AS
SELECT calendar_date AS day,
    min(CASE WHEN day_of_week < 7 AND NOT is_holiday THEN calendar_date END)
        OVER (ORDER BY calendar_date ROWS BETWEEN CURRENT ROW AND 6 FOLLOWING) AS working_day
FROM draft_calendar;
