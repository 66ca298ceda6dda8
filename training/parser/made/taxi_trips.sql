CREATE TABLE driver (
  drv_no INTEGER PRIMARY KEY,
  fst_nm TEXT,
  lst_nm TEXT,
  home_city TEXT,
  birth_yr INTEGER,
  lic_dt DATE,
  rating REAL
);
CREATE TABLE vehicle (
  veh_cd TEXT PRIMARY KEY,
  model TEXT,
  fuel TEXT,
  seat_cnt INTEGER,
  reg_yr INTEGER
);
CREATE TABLE zone (
  zone_cd TEXT PRIMARY KEY,
  zone_nm TEXT,
  city TEXT,
  surcharge INTEGER
);
CREATE TABLE trip (
  trip_no INTEGER PRIMARY KEY,
  drv_no INTEGER,
  veh_cd TEXT,
  zone_cd TEXT,
  trip_dt DATE,
  dist_km REAL,
  fare_amt INTEGER,
  tip_amt INTEGER,
  stat TEXT,
  FOREIGN KEY (drv_no) REFERENCES driver(drv_no),
  FOREIGN KEY (veh_cd) REFERENCES vehicle(veh_cd),
  FOREIGN KEY (zone_cd) REFERENCES zone(zone_cd)
);
CREATE TABLE complaint (
  cmp_no INTEGER PRIMARY KEY,
  trip_no INTEGER,
  cmp_type TEXT,
  cmp_dt DATE,
  refund_amt INTEGER,
  FOREIGN KEY (trip_no) REFERENCES trip(trip_no)
);
INSERT INTO driver VALUES
(11,'성민','김','서울',1975,'2001-04-12',4.7),
(12,'은정','이','부산',1983,'2010-09-30',4.9),
(13,'태호','박','서울',1968,'1992-02-17',4.2),
(14,'지훈','최','대구',1990,'2015-06-08',3.8),
(15,'Dmitri','Kim','부산',1986,'2018-11-21',4.5),
(16,'수빈','이','인천',1994,'2019-03-03',NULL),
(17,'영철','정','서울',1961,'1988-08-25',4.4),
(18,'Minh','Tran','대구',1979,'2016-12-14',4.6),
(19,'하나','오','인천',1992,'2021-05-19',4.8);
INSERT INTO vehicle VALUES
('V01','Sonata','LPG',5,2017),
('V02','Ioniq 5','전기',5,2022),
('V03','K5','LPG',5,2019),
('V04','Staria','디젤',9,2021),
('V05','Ioniq 5','전기',5,2023),
('V06','Grandeur','휘발유',5,2016),
('V07','Carnival','디젤',11,2018),
('V08','Niro','전기',5,2020);
INSERT INTO zone VALUES
('S1','강남','서울',2000),
('S2','종로','서울',1500),
('S3','마포','서울',0),
('B1','해운대','부산',1000),
('B2','서면','부산',500),
('D1','수성','대구',0),
('I1','공항','인천',6600),
('I2','송도','인천',NULL);
INSERT INTO trip VALUES
(9001,11,'V01','S1','2024-03-01',8.4,14300,1000,'완료'),
(9002,11,'V01','I1','2024-03-01',52.7,71200,5000,'완료'),
(9003,12,'V02','B1','2024-03-02',12.1,17800,NULL,'완료'),
(9004,13,'V06','S2','2024-03-02',3.9,7600,0,'완료'),
(9005,13,'V06','S1','2024-03-03',0.0,3000,NULL,'취소'),
(9006,14,'V03','D1','2024-03-03',6.6,10400,500,'완료'),
(9007,15,'V04','B2','2024-03-04',18.3,26900,2000,'완료'),
(9008,16,'V05','I1','2024-03-05',33.8,48500,3000,'완료'),
(9009,16,'V05','I2','2024-03-05',5.2,8900,NULL,'완료'),
(9010,17,'V08','S3','2024-03-06',9.7,13100,700,'완료'),
(9011,12,'V02','B2','2024-03-07',0.0,0,NULL,'노쇼'),
(9012,18,'V03','D1','2024-03-08',14.5,19700,1200,'완료'),
(9013,17,'V08','S2','2024-03-08',0.0,3000,NULL,'취소'),
(9014,11,'V05','S1','2024-03-09',7.3,12600,1500,'완료');
INSERT INTO complaint VALUES
(1,9002,'우회','2024-03-02',8000),
(2,9004,'불친절','2024-03-02',NULL),
(3,9005,'승차거부','2024-03-03',3000),
(4,9006,'과속','2024-03-04',0),
(5,9007,'우회','2024-03-05',5500),
(6,9013,'승차거부','2024-03-08',3000),
(7,9004,'과속','2024-03-04',1200),
(8,9012,'불친절','2024-03-10',2500);
