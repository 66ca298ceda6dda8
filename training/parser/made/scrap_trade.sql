CREATE TABLE yard (
  yd_no INTEGER PRIMARY KEY,
  yd_nm TEXT,
  city TEXT,
  mgr_nm TEXT,
  area_m2 INTEGER,
  opn_yr INTEGER
);
CREATE TABLE metal (
  mtl_cd TEXT PRIMARY KEY,
  mtl_nm TEXT,
  grp TEXT,
  melt_c INTEGER,
  idx_prc REAL
);
CREATE TABLE supplier (
  sup_no INTEGER PRIMARY KEY,
  sup_nm TEXT,
  sup_typ TEXT,
  city TEXT,
  tel TEXT,
  rtg INTEGER
);
CREATE TABLE buy_tkt (
  tkt_no INTEGER PRIMARY KEY,
  yd_no INTEGER,
  sup_no INTEGER,
  mtl_cd TEXT,
  buy_dt DATE,
  wt_kg REAL,
  prc_kg REAL,
  pay_typ TEXT,
  FOREIGN KEY (yd_no) REFERENCES yard(yd_no),
  FOREIGN KEY (sup_no) REFERENCES supplier(sup_no),
  FOREIGN KEY (mtl_cd) REFERENCES metal(mtl_cd)
);
CREATE TABLE smelter (
  smt_no INTEGER PRIMARY KEY,
  smt_nm TEXT,
  ctry TEXT,
  cap_t INTEGER,
  cert TEXT
);
CREATE TABLE shpmt (
  shp_no INTEGER PRIMARY KEY,
  yd_no INTEGER,
  smt_no INTEGER,
  mtl_cd TEXT,
  shp_dt DATE,
  wt_t REAL,
  rev REAL,
  FOREIGN KEY (yd_no) REFERENCES yard(yd_no),
  FOREIGN KEY (smt_no) REFERENCES smelter(smt_no),
  FOREIGN KEY (mtl_cd) REFERENCES metal(mtl_cd)
);
INSERT INTO yard VALUES
(1,'Canal Street Yard','Rotterdam','Joost Bakker',12500,1974),
(2,'Eastgate Metals','Hull','Denise Marsh',8600,1989),
(3,'Schrottplatz Süd','Leipzig','Uwe Brandt',15200,1996),
(4,'Ferrum Dock','Antwerp','Nadia El Amrani',9900,2002),
(5,'Puerto Chatarra','Bilbao','Iker Zubiri',7100,2010),
(6,'Kaimana Salvage','Auckland','Tane Rewi',4300,2015),
(7,'Blue Crane Yard','Hull','Denise Marsh',3800,2019),
(8,'Northmoor Pit','Leeds',NULL,5400,1967);
INSERT INTO metal VALUES
('CU1','Bright copper wire','copper',1085,7.85),
('CU2','Copper pipe','copper',1085,7.1),
('AL1','Aluminium cans','aluminium',660,1.25),
('AL2','Alloy wheels','aluminium',655,1.6),
('FE1','Heavy melting steel','ferrous',1510,0.32),
('FE2','Cast iron','ferrous',1200,0.28),
('BR1','Yellow brass','copper',930,4.6),
('PB1','Battery lead','lead',327,0.95),
('SS1','Stainless 304','ferrous',1425,1.15),
('ZN1','Zinc sheet','zinc',420,1.4);
INSERT INTO supplier VALUES
(1,'Van Dijk Demolition','demolition','Rotterdam','010-555-120',5),
(2,'Humber Auto Breakers','car breaker','Hull',NULL,4),
(3,'Rohrtechnik Klein','plumber','Leipzig','0341-88-20',3),
(4,'Marek Sobol','private','Leeds',NULL,2),
(5,'Port Cable Works','factory','Antwerp','03-441-77',5),
(6,'Euskal Garaje','car breaker','Bilbao','944-60-31',4),
(7,'Aroha Council Depot','council','Auckland','09-300-14',4),
(8,'Sachsenbau Abriss','demolition','Leipzig','0341-90-77',4),
(9,'Gita Plumbing','plumber','Hull','01482-77-5',3),
(10,'Old Mill Brewery','factory','Leeds',NULL,1);
INSERT INTO buy_tkt VALUES
(5001,1,1,'FE1','2023-01-09',18400.0,0.21,'transfer'),
(5002,1,1,'CU1','2023-01-09',620.0,6.4,'transfer'),
(5003,2,2,'AL2','2023-01-23',1450.0,1.15,'cheque'),
(5004,3,3,'CU2','2023-02-02',310.0,5.9,'transfer'),
(5005,4,5,'CU1','2023-02-14',2250.0,6.7,'transfer'),
(5006,5,6,'PB1','2023-03-03',980.0,0.62,'cheque'),
(5007,3,8,'FE1','2023-03-17',22600.0,0.19,'transfer'),
(5008,2,9,'BR1','2023-04-05',145.0,3.4,'cash'),
(5009,8,4,'AL1','2023-04-28',60.0,0.8,'cash'),
(5010,6,7,'FE2','2023-05-11',3900.0,0.17,'transfer'),
(5011,2,2,'FE1','2023-06-19',7300.0,0.2,'cheque'),
(5012,4,5,'AL1','2023-07-07',1120.0,0.95,'transfer'),
(5013,3,3,'BR1','2023-08-22',205.0,3.55,'cash'),
(5014,1,5,'SS1','2023-09-13',1700.0,0.88,'transfer');
INSERT INTO smelter VALUES
(1,'Aurubel Olen','Belgium',340000,'ISO 14001'),
(2,'Nordstahl Peine','Germany',980000,'ISO 9001'),
(3,'Bergslag Metall','Sweden',125000,'ISO 14001'),
(4,'Izmir Celik','Turkey',1500000,NULL),
(5,'Acerias Nervion','Spain',610000,'ISO 9001'),
(6,'Tiwai Alloys','New Zealand',86000,'ISO 14001'),
(7,'Hanseong Refining','South Korea',450000,'ISO 9001'),
(8,'Meuse Lead','Belgium',52000,NULL);
INSERT INTO shpmt VALUES
(1,1,4,'FE1','2023-02-20',410.0,126000.0),
(2,1,1,'CU1','2023-03-01',12.5,95200.0),
(3,3,2,'FE1','2023-04-12',560.5,171500.0),
(4,4,1,'CU1','2023-04-30',31.0,238900.0),
(5,4,3,'AL1','2023-08-03',24.8,29800.0),
(6,2,4,'FE1','2023-08-15',220.0,66100.0),
(7,5,8,'PB1','2023-05-25',18.2,16400.0),
(8,6,6,'AL2','2023-09-09',9.6,14700.0),
(9,3,1,'BR1','2023-10-02',6.4,28300.0),
(10,1,7,'SS1','2023-11-11',45.0,50200.0),
(11,5,5,'FE2','2023-11-29',130.0,34900.0),
(12,1,2,'FE1','2023-12-05',300.0,88400.0);
