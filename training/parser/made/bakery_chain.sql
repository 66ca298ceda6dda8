CREATE TABLE store (store_cd TEXT PRIMARY KEY, store_nm TEXT, city TEXT, open_yr INTEGER, mgr_nm TEXT, area_m2 REAL);
CREATE TABLE product (prod_cd TEXT PRIMARY KEY, prod_nm TEXT, categ TEXT, unit_price INTEGER, kcal INTEGER, shelf_days INTEGER);
CREATE TABLE supplier (sup_no INTEGER PRIMARY KEY, sup_nm TEXT, city TEXT, item TEXT, rating REAL);
CREATE TABLE product_supplier (prod_cd TEXT REFERENCES product(prod_cd), sup_no INTEGER REFERENCES supplier(sup_no), kg_per_month INTEGER, since_yr INTEGER, PRIMARY KEY (prod_cd, sup_no));
CREATE TABLE baker (emp_no INTEGER PRIMARY KEY, emp_nm TEXT, store_cd TEXT REFERENCES store(store_cd), shift TEXT, wage INTEGER, hired_dt DATE);
CREATE TABLE sale_order (ord_no INTEGER PRIMARY KEY, store_cd TEXT REFERENCES store(store_cd), prod_cd TEXT REFERENCES product(prod_cd), ord_dt DATE, qty INTEGER, amt INTEGER, status TEXT);
INSERT INTO store VALUES
('S01','해운대점','부산',2009,'강민석',120.5),('S02','서면점','부산',2014,'조은비',88.0),('S03','동성로점','대구',2011,'Paul Meyer',140.2),('S04','성남동점','울산',2017,'문채원',64.9),('S05','경주황리단길점','경주',2020,'신동혁',52.3),('S06','광안리점','부산',2021,NULL,97.7),('S07','수성못점','대구',2018,'임하나',110.0),('S08','창원중앙점','창원',2023,'배진우',75.4);
INSERT INTO product VALUES
('P01','단팥빵','빵',1800,310,2),('P02','소금빵','빵',2800,265,1),('P03','치아바타','빵',3500,240,2),('P04','딸기케이크','케이크',36000,2900,3),('P05','당근케이크','케이크',32000,2650,4),('P06','마카롱','디저트',2500,110,7),('P07','호두파이','디저트',18000,1950,5),('P08','황남빵 세트','선물',25000,NULL,10),('P09','아메리카노','음료',4000,10,NULL),('P10','생크림롤','케이크',15000,1400,2);
INSERT INTO supplier VALUES
(1,'남해제분','창원','밀가루',4.6),(2,'청도과수원','청도','과일',4.1),(3,'Normandie Beurre','Caen','버터',4.8),(4,'경북팥조합','안동','팥',3.9),(5,'대관령우유','평창','우유',4.4),(6,'Nut House Fresno','Fresno','견과',4.0),(7,'부산설탕','부산','설탕',3.5),(8,'제주당근농장','제주','과일',4.3);
INSERT INTO product_supplier VALUES
('P01',1,420,2009),('P01',4,180,2010),('P02',1,350,2018),('P02',3,140,2019),('P03',1,200,2012),('P04',2,95,2013),('P04',5,160,2013),('P05',8,70,2016),('P07',6,45,2015),('P08',4,110,2020),('P10',5,90,2021),('P10',3,25,2022);
INSERT INTO baker VALUES
(301,'고영훈','S01','새벽',3100000,'2010-04-01'),(302,'Linh Tran','S01','오후',2550000,'2019-07-15'),(303,'서지우','S02','새벽',2900000,'2015-02-09'),(304,'Hugo Lambert','S03','새벽',3450000,'2012-09-20'),(305,'곽태호','S03','오후',2480000,'2021-11-02'),(306,'나은영','S04','새벽',2700000,'2017-06-12'),(307,'표민재','S05','새벽',2600000,'2020-05-05'),(308,'유하린','S07','오후',2520000,'2022-08-22'),(309,'차승민','S07','새벽',2980000,'2018-03-19'),(310,'도경희',NULL,'야간',2400000,'2023-10-10');
INSERT INTO sale_order VALUES
(1,'S01','P01','2023-09-01',200,360000,'완료'),(2,'S01','P04','2023-09-02',5,180000,'완료'),(3,'S02','P02','2023-09-02',150,420000,'완료'),(4,'S03','P02','2023-09-03',90,252000,'취소'),(5,'S03','P07','2023-09-05',8,144000,'완료'),(6,'S04','P06','2023-09-05',60,150000,'대기'),(7,'S05','P08','2023-09-08',40,1000000,'완료'),(8,'S01','P04','2023-09-10',8,288000,'취소'),(9,'S02','P01','2023-09-11',100,180000,'완료'),(10,'S07','P05','2023-09-12',3,96000,'대기'),(11,'S07','P02','2023-09-14',75,210000,'완료'),(12,'S06','P09','2023-09-15',30,120000,'완료'),(13,'S03','P04','2023-09-17',2,72000,'완료'),(14,'S01','P02','2023-09-20',110,308000,'대기');
