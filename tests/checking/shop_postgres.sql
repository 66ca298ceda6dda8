CREATE SCHEMA sales;
CREATE TABLE orders (id INT, customer_id INT, product_id INT, amount DECIMAL(10, 2), quantity INT, status VARCHAR, note VARCHAR, ordered_on DATE);
CREATE TABLE customers (id INT, name VARCHAR, region VARCHAR, email VARCHAR, phone VARCHAR, ssn VARCHAR);
CREATE TABLE products (id INT, title VARCHAR, price DECIMAL(10, 2));
CREATE TABLE events (id INT, payload JSONB, tags TEXT[], ordered_at TIMESTAMP);
CREATE TABLE stores (id INT, address JSONB);
CREATE TABLE salaries (employee_id INT, name VARCHAR, amount INT);
CREATE TABLE sales.targets (year INT, target INT);
CREATE TABLE "주문 내역" ("주문 번호" INT, "고객 이름" VARCHAR, "금액" INT);
INSERT INTO orders
SELECT i, i % 7, i % 5, (i * 37 % 100) / 3.0, CASE WHEN i % 9 = 0 THEN NULL ELSE i % 4 END,
       (ARRAY['paid', 'new', 'shipped'])[i % 3 + 1], CASE WHEN i % 4 = 0 THEN '12' END, DATE '2025-01-01' + i * 3
FROM generate_series(0, 49) AS t(i);
INSERT INTO customers
SELECT i, 'Kim ' || i, (ARRAY['Seoul', '부산'])[i % 2 + 1], 'e' || i || '@example.org', '010' || i, '9' || i
FROM generate_series(0, 7) AS t(i);
INSERT INTO products SELECT i, 'p' || i, i * 1.5 FROM generate_series(0, 4) AS t(i);
INSERT INTO events SELECT i, '[]', ARRAY['vip', 'b' || i], TIMESTAMP '2025-01-01 10:00:00' FROM generate_series(0, 5) AS t(i);
INSERT INTO sales.targets VALUES (2024, 10), (2025, 20);
INSERT INTO salaries SELECT i, 'Kim ' || i, 5000 + i FROM generate_series(0, 7) AS t(i);
INSERT INTO "주문 내역" VALUES (1, '홍길동', 5000), (2, '김', 10);
CREATE TABLE mine AS SELECT 1 AS owner;
CREATE TABLE notes AS
SELECT i AS id, i % 2 AS owner, CASE i % 2 WHEN 1 THEN '7' ELSE 'secret ' || i END AS body FROM generate_series(0, 4999) AS t(i);
GRANT USAGE ON SCHEMA sales TO reader;
GRANT SELECT ON mine, notes, orders, products, events, stores, sales.targets, "주문 내역" TO reader;
GRANT SELECT (id, name, region, email, phone) ON customers TO reader;
