-- Pseudo-random numbers that depend on the seed, a stream name and a key only: the same with any number of threads.
CREATE TEMP MACRO draw(stream, key) AS hash(CAST(key AS BIGINT), stream, CAST(getvariable('seed') AS BIGINT));
CREATE TEMP MACRO below(n, stream, key) AS CAST(draw(stream, key) % CAST(n AS UBIGINT) AS BIGINT);
CREATE TEMP MACRO chance(stream, key) AS CAST(draw(stream, key) % 1000003 AS DOUBLE) / 1000003;
CREATE TEMP MACRO pick(list, stream, key) AS list[1 + below(len(list), stream, key)];
-- Amounts between two bounds, small ones more often than large ones.
CREATE TEMP MACRO log_between(low, high, stream, key) AS low * pow(high / low, chance(stream, key));

CREATE TEMP MACRO as_of() AS CAST(getvariable('as_of') AS DATE);
-- The first moment that has not happened yet.
CREATE TEMP MACRO now_is() AS CAST(as_of() + 1 AS TIMESTAMP);
-- Three years of whole months and the one that is running.
CREATE TEMP MACRO first_day() AS CAST(date_trunc('month', as_of()) - INTERVAL 36 MONTH AS DATE);
CREATE TEMP MACRO scaled(rows) AS CAST(ceil(rows * CAST(getvariable('scale') AS DOUBLE)) AS BIGINT);
CREATE TEMP MACRO happened(moment) AS CASE WHEN moment < now_is() THEN moment END;
