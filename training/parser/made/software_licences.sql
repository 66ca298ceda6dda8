CREATE TABLE Dept (
  dept_cd TEXT PRIMARY KEY,
  dept_nm TEXT,
  site TEXT,
  head_cnt INTEGER,
  it_budget REAL
);
CREATE TABLE Emp (
  emp_no INTEGER PRIMARY KEY,
  fst_nm TEXT,
  lst_nm TEXT,
  job_title TEXT,
  hire_yr INTEGER,
  dept_cd TEXT REFERENCES Dept(dept_cd)
);
CREATE TABLE Vendor (
  vend_id INTEGER PRIMARY KEY,
  vend_nm TEXT,
  hq_city TEXT,
  cntry TEXT,
  rating INTEGER
);
CREATE TABLE Product (
  prod_id INTEGER PRIMARY KEY,
  prod_nm TEXT,
  category TEXT,
  vend_id INTEGER REFERENCES Vendor(vend_id),
  ver TEXT,
  rel_yr INTEGER
);
CREATE TABLE Licence (
  lic_id INTEGER PRIMARY KEY,
  prod_id INTEGER REFERENCES Product(prod_id),
  lic_type TEXT,
  qty INTEGER,
  unit_cost REAL,
  start_dt DATE,
  exp_dt DATE
);
CREATE TABLE Allocation (
  lic_id INTEGER REFERENCES Licence(lic_id),
  emp_no INTEGER REFERENCES Emp(emp_no),
  alloc_dt DATE,
  last_login DATE,
  device TEXT,
  PRIMARY KEY (lic_id, emp_no)
);
INSERT INTO Dept VALUES
('ENG','Engineering','Rotterdam',84,410000),
('DES','Design Studio','Porto',19,96000),
('FIN','Finance','Rotterdam',27,71500),
('LEG','Legal','Dublin',8,22000),
('MKT','Marketing','Porto',31,118000),
('SUP','Customer Support','Cebu',62,54000),
('RND','Research','Daejeon',23,265000),
('FAC','Facilities','Rotterdam',12,NULL);
INSERT INTO Emp VALUES
(1001,'Joris','van Dam','developer',2015,'ENG'),
(1002,'Beatriz','Carvalho','illustrator',2019,'DES'),
(1003,'Aoife','Kearney','counsel',2012,'LEG'),
(1004,'Hyun-woo','Baek','data scientist',2020,'RND'),
(1005,'Lorna','Abellana','agent',2021,'SUP'),
(1006,'Dirk','Mulder','accountant',2008,'FIN'),
(1007,'Sunniva','Aas','developer',2018,'ENG'),
(1008,'Rui','Pinto','copywriter',2022,'MKT'),
(1009,'Grace','Villanueva','agent',2017,'SUP'),
(1010,'Mehmet','Aydin','developer',2023,'ENG'),
(1011,'Inês','Carvalho','brand manager',2014,'MKT'),
(1012,'Ji-soo','Min','data scientist',2016,'RND');
INSERT INTO Vendor VALUES
(1,'Kodehuset','Bergen','Norway',8),
(2,'Pixelforge','Vancouver','Canada',9),
(3,'Ledgerline','Chicago','USA',6),
(4,'Sombra Security','Madrid','Spain',7),
(5,'Haneul Soft','Seoul','Korea',9),
(6,'Clausewell','London','UK',5),
(7,'Opensail Foundation','Berlin','Germany',NULL),
(8,'Brightdesk','Austin','USA',7),
(9,'Papertrail Systems','Chicago','USA',4);
INSERT INTO Product VALUES
(1,'FjordIDE','development',1,'12.4',2023),
(2,'PixelForge Studio','design',2,'2024',2024),
(3,'PixelForge Motion','design',2,'5.1',2021),
(4,'Ledgerline Pro','accounting',3,'9.0',2019),
(5,'SombraVPN','security',4,'3.7',2022),
(6,'SombraGuard','security',4,'11',2020),
(7,'HaneulStat','analytics',5,'7.2',2023),
(8,'ContractMate','legal',6,'4.0',2018),
(9,'Brightdesk Tickets','helpdesk',8,'15.3',2022),
(10,'HaneulDraw','design',5,'1.9',2023),
(11,'Sail Office','office',7,NULL,2017);
INSERT INTO Licence VALUES
(1,1,'subscription',60,420,'2023-01-01','2025-12-31'),
(2,2,'subscription',15,780,'2024-02-01','2025-01-31'),
(3,3,'perpetual',5,1250,'2021-06-15',NULL),
(4,4,'subscription',25,360,'2022-07-01','2024-06-30'),
(5,5,'site',300,12.5,'2022-11-01','2024-10-31'),
(6,6,'subscription',250,38,'2023-05-10','2026-05-09'),
(7,7,'floating',10,2900,'2023-09-01','2025-08-31'),
(8,8,'perpetual',6,890,'2018-03-20',NULL),
(9,9,'subscription',70,145,'2023-03-01','2024-02-29'),
(10,2,'trial',3,0,'2024-04-15','2024-05-15'),
(11,7,'trial',2,0,'2024-06-01','2024-06-30'),
(12,10,'floating',4,510,'2024-03-05','2026-03-04');
INSERT INTO Allocation VALUES
(1,1001,'2023-01-09','2024-06-11','laptop'),
(1,1007,'2023-01-09','2024-06-12','desktop'),
(1,1010,'2023-08-21','2024-06-10','laptop'),
(2,1002,'2024-02-02','2024-06-07','desktop'),
(2,1011,'2024-02-05','2024-03-18','laptop'),
(3,1002,'2021-06-20','2023-12-01','desktop'),
(4,1006,'2022-07-01','2024-06-03','desktop'),
(5,1001,'2022-11-14','2024-05-30','laptop'),
(5,1009,'2022-11-20',NULL,'tablet'),
(7,1004,'2023-09-04','2024-06-12','laptop'),
(7,1012,'2023-09-04','2024-06-01','desktop'),
(8,1003,'2018-04-02','2024-04-22','laptop'),
(9,1009,'2023-03-03','2024-02-27','desktop'),
(12,1002,'2024-03-11',NULL,'tablet');
