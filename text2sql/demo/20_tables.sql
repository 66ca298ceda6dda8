-- The tables people see.

CREATE TABLE customers (
    customer_id INTEGER PRIMARY KEY,
    name VARCHAR,
    email VARCHAR,
    phone VARCHAR,
    birth_date DATE,
    age_group VARCHAR,
    gender VARCHAR,
    region VARCHAR NOT NULL,
    city VARCHAR NOT NULL,
    grade VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    signup_channel VARCHAR NOT NULL,
    marketing_agreed BOOLEAN NOT NULL,
    joined_at TIMESTAMP NOT NULL,
    last_login_at TIMESTAMP,
    withdrawn_on DATE
);

CREATE TABLE addresses (
    address_id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
    address_label VARCHAR NOT NULL,
    recipient_name VARCHAR,
    postcode VARCHAR NOT NULL,
    province VARCHAR NOT NULL,
    street_address VARCHAR,
    address_detail VARCHAR,
    is_default BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE categories (
    category_id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES categories (category_id),
    level INTEGER NOT NULL,
    category_name VARCHAR NOT NULL,
    category_name_en VARCHAR NOT NULL,
    top_category_name VARCHAR NOT NULL,
    top_category_name_en VARCHAR NOT NULL
);

CREATE TABLE brands (
    brand_id INTEGER PRIMARY KEY,
    brand_name VARCHAR NOT NULL,
    brand_name_en VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    founded_year INTEGER
);

CREATE TABLE products (
    product_id INTEGER PRIMARY KEY,
    product_name VARCHAR NOT NULL,
    category_id INTEGER NOT NULL REFERENCES categories (category_id),
    brand_id INTEGER NOT NULL REFERENCES brands (brand_id),
    list_price BIGINT NOT NULL,
    cost_price BIGINT NOT NULL,
    status VARCHAR NOT NULL,
    launched_on DATE NOT NULL,
    weight_grams INTEGER
);

CREATE TABLE fiscal_calendar (
    calendar_date DATE PRIMARY KEY,
    fiscal_year INTEGER NOT NULL,
    fiscal_quarter INTEGER NOT NULL,
    fiscal_month INTEGER NOT NULL,
    day_of_week INTEGER NOT NULL,
    is_weekend BOOLEAN NOT NULL,
    is_holiday BOOLEAN NOT NULL,
    holiday_name VARCHAR,
    holiday_name_en VARCHAR
);

CREATE TABLE orders (
    order_id INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
    address_id INTEGER REFERENCES addresses (address_id),
    order_date DATE NOT NULL REFERENCES fiscal_calendar (calendar_date),
    ordered_at TIMESTAMP NOT NULL,
    paid_at TIMESTAMP,
    confirmed_on DATE,
    cancelled_at TIMESTAMP,
    status VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    payment_method VARCHAR NOT NULL,
    gross_amount BIGINT NOT NULL,
    discount_amount BIGINT NOT NULL,
    net_amount BIGINT NOT NULL,
    is_first_order BOOLEAN NOT NULL,
    delivery_note VARCHAR
);

CREATE TABLE order_items (
    order_item_id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    product_id INTEGER NOT NULL REFERENCES products (product_id),
    line_no INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    unit_price BIGINT NOT NULL,
    unit_cost BIGINT NOT NULL,
    line_gross_amount BIGINT NOT NULL,
    line_discount_amount BIGINT NOT NULL,
    line_net_amount BIGINT NOT NULL,
    item_status VARCHAR NOT NULL,
    ordered_at TIMESTAMP NOT NULL
);

CREATE TABLE payments (
    payment_id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    method VARCHAR NOT NULL,
    card_issuer VARCHAR,
    installment_months INTEGER,
    amount BIGINT NOT NULL,
    status VARCHAR NOT NULL,
    requested_at TIMESTAMP NOT NULL,
    approved_at TIMESTAMP
);

CREATE TABLE refunds (
    refund_id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    payment_id INTEGER NOT NULL REFERENCES payments (payment_id),
    refund_type VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    refund_amount BIGINT NOT NULL,
    return_fee BIGINT NOT NULL,
    status VARCHAR NOT NULL,
    requested_at TIMESTAMP NOT NULL,
    completed_at TIMESTAMP
);

CREATE TABLE shipments (
    shipment_id INTEGER PRIMARY KEY,
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    parcel_no INTEGER NOT NULL,
    carrier VARCHAR NOT NULL,
    tracking_number VARCHAR NOT NULL,
    warehouse VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    shipped_at TIMESTAMP NOT NULL,
    promised_on DATE NOT NULL,
    delivered_at TIMESTAMP,
    shipping_cost BIGINT NOT NULL
);

CREATE TABLE coupons (
    coupon_id INTEGER PRIMARY KEY,
    coupon_code VARCHAR NOT NULL UNIQUE,
    coupon_name VARCHAR NOT NULL,
    discount_type VARCHAR NOT NULL,
    discount_value INTEGER NOT NULL,
    minimum_order_amount BIGINT NOT NULL,
    maximum_discount_amount BIGINT,
    valid_from DATE NOT NULL,
    valid_until DATE,
    issued_count INTEGER NOT NULL
);

CREATE TABLE coupon_uses (
    coupon_use_id INTEGER PRIMARY KEY,
    coupon_id INTEGER NOT NULL REFERENCES coupons (coupon_id),
    order_id INTEGER NOT NULL REFERENCES orders (order_id),
    customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
    discount_amount BIGINT NOT NULL,
    is_restored BOOLEAN NOT NULL,
    used_at TIMESTAMP NOT NULL
);

CREATE TABLE reviews (
    review_id INTEGER PRIMARY KEY,
    order_item_id INTEGER NOT NULL REFERENCES order_items (order_item_id),
    product_id INTEGER NOT NULL REFERENCES products (product_id),
    customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
    rating INTEGER NOT NULL,
    body VARCHAR,
    has_photo BOOLEAN NOT NULL,
    helpful_count INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- A raw log, loaded without constraints, as such logs are.
CREATE TABLE web_events (
    event_id INTEGER PRIMARY KEY,
    session_id VARCHAR NOT NULL,
    visitor_id VARCHAR NOT NULL,
    customer_id INTEGER,
    event_type VARCHAR NOT NULL,
    device VARCHAR NOT NULL,
    traffic_source VARCHAR,
    product_id INTEGER,
    order_id INTEGER,
    occurred_at TIMESTAMP NOT NULL
);

CREATE TABLE sales (
    sales_month DATE NOT NULL,
    category_id INTEGER NOT NULL REFERENCES categories (category_id),
    target_amount BIGINT NOT NULL,
    revision INTEGER NOT NULL,
    revised_on DATE,
    PRIMARY KEY (sales_month, category_id)
);
