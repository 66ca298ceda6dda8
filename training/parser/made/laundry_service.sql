CREATE TABLE customer (
  cust_no INTEGER PRIMARY KEY,
  cust_nm TEXT,
  phone TEXT,
  city TEXT,
  grade TEXT,
  joined_dt DATE
);
CREATE TABLE branch (
  branch_cd TEXT PRIMARY KEY,
  branch_nm TEXT,
  city TEXT,
  open_yr INTEGER,
  machine_cnt INTEGER
);
CREATE TABLE service_item (
  item_cd TEXT PRIMARY KEY,
  item_nm TEXT,
  category TEXT,
  unit_price INTEGER,
  days_needed INTEGER
);
CREATE TABLE laundry_order (
  order_no INTEGER PRIMARY KEY,
  cust_no INTEGER,
  branch_cd TEXT,
  order_dt DATE,
  pickup_dt DATE,
  status TEXT,
  delivery_fee INTEGER,
  FOREIGN KEY (cust_no) REFERENCES customer(cust_no),
  FOREIGN KEY (branch_cd) REFERENCES branch(branch_cd)
);
CREATE TABLE order_line (
  order_no INTEGER,
  item_cd TEXT,
  qty INTEGER,
  discount_amt INTEGER,
  PRIMARY KEY (order_no, item_cd),
  FOREIGN KEY (order_no) REFERENCES laundry_order(order_no),
  FOREIGN KEY (item_cd) REFERENCES service_item(item_cd)
);
INSERT INTO customer VALUES
(1001,'김서연','010-2213-8841','서울','골드','2021-03-02'),
(1002,'박준호','010-7745-1120','부산','일반','2022-07-15'),
(1003,'이하늘','010-3390-5567','서울','실버','2020-11-21'),
(1004,'최민재',NULL,'대구','일반','2023-01-09'),
(1005,'정유진','010-9981-4402','인천','골드','2019-05-30'),
(1006,'Emma Clarke','010-6120-7733','서울','실버','2022-02-18'),
(1007,'한지우','010-4456-9012','부산','일반','2023-06-27'),
(1008,'오세미','010-8830-2214','부산','일반','2021-09-13'),
(1009,'윤도현','010-1177-3348','대전','골드','2020-01-04'),
(1010,'Bui Thanh',NULL,'인천','일반','2023-10-11');
INSERT INTO branch VALUES
('B01','강남점','서울',2012,24),
('B02','마포점','서울',2016,18),
('B03','해운대점','부산',2014,20),
('B04','서면점','부산',2019,12),
('B05','송도점','인천',2020,16),
('B06','동성로점','대구',2017,10),
('B07','둔산점','대전',2022,9),
('B08','전주한옥점','전주',2023,6),
('B09','잠실점','서울',2018,14);
INSERT INTO service_item VALUES
('S1','와이셔츠','의류',2500,2),
('S2','정장 한 벌','의류',9000,3),
('S3','패딩','의류',18000,5),
('S4','이불','침구',15000,4),
('S5','베개 커버','침구',3000,2),
('S6','운동화','신발',7000,4),
('S7','가죽 구두','신발',14000,6),
('S8','커튼','생활',22000,5),
('S9','카펫','생활',35000,7),
('S10','웨딩드레스','의류',120000,10);
INSERT INTO laundry_order VALUES
(501,1001,'B01','2023-09-01','2023-09-04','완료',3000),
(502,1003,'B02','2023-09-02','2023-09-06','완료',0),
(503,1002,'B03','2023-09-05',NULL,'취소',0),
(504,1005,'B05','2023-09-11','2023-09-16','완료',4000),
(505,1001,'B01','2023-09-18','2023-09-23','완료',3000),
(506,1006,'B01','2023-10-03','2023-10-05','완료',3500),
(507,1007,'B04','2023-10-09','2023-10-13','완료',0),
(508,1004,'B06','2023-10-12',NULL,'취소',2500),
(509,1009,'B07','2023-10-20','2023-10-30','완료',5000),
(510,1001,'B02','2023-11-02',NULL,'진행중',3000),
(511,1005,'B05','2023-11-06',NULL,'진행중',4000),
(512,1003,'B01','2023-11-07',NULL,'접수',0),
(513,1002,'B03','2023-11-08',NULL,'진행중',2000);
INSERT INTO order_line VALUES
(501,'S1',5,500),
(501,'S2',1,0),
(502,'S4',2,1500),
(503,'S6',1,NULL),
(504,'S8',2,2000),
(504,'S5',4,0),
(505,'S3',2,1000),
(506,'S1',3,0),
(507,'S6',2,700),
(508,'S9',1,3500),
(509,'S3',1,0),
(510,'S2',2,900),
(511,'S4',1,NULL),
(513,'S1',10,2500);
