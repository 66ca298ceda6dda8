CREATE TABLE importer (
  imp_no integer PRIMARY KEY,
  corp_nm text,
  rep_nm text,
  city text,
  credit_grd text,
  reg_yr integer
);
CREATE TABLE broker (
  brk_no integer PRIMARY KEY,
  brk_nm text,
  city text,
  lic_yr integer,
  fee_rate real
);
CREATE TABLE port (
  port_cd text PRIMARY KEY,
  port_nm text,
  country text,
  mode text,
  yr_capacity integer
);
CREATE TABLE decl (
  decl_no text PRIMARY KEY,
  imp_no integer,
  brk_no integer,
  port_cd text,
  orig_ctry text,
  decl_dt date,
  clr_dt date,
  stat text,
  FOREIGN KEY (imp_no) REFERENCES importer(imp_no),
  FOREIGN KEY (brk_no) REFERENCES broker(brk_no),
  FOREIGN KEY (port_cd) REFERENCES port(port_cd)
);
CREATE TABLE goods (
  hs_cd text PRIMARY KEY,
  item_nm text,
  categ text,
  duty_rate real,
  permit_yn text
);
CREATE TABLE decl_item (
  decl_no text,
  hs_cd text,
  qty integer,
  wt_kg real,
  val_usd real,
  duty_usd real,
  PRIMARY KEY (decl_no, hs_cd),
  FOREIGN KEY (decl_no) REFERENCES decl(decl_no),
  FOREIGN KEY (hs_cd) REFERENCES goods(hs_cd)
);
INSERT INTO importer VALUES
(301,'한강무역','백승호','서울','A',1999),
(302,'Orchid Foods','Somchai Rattana','부산','B',2011),
(303,'대륙전자','노정희','인천','A',2004),
(304,'Velo Mundo','Iker Salazar','서울','C',2019),
(305,'청해수산','구본석','부산','B',1987),
(306,'Atelier Fontaine','Odile Roux','서울','A',2015),
(307,'미래정밀','차유진','창원','C',2008),
(308,'Kaffa Traders','Dawit Bekele','평택',NULL,2021),
(309,'동백약업','민가영','대전','B',2016);
INSERT INTO broker VALUES
(1,'가온관세법인','서울',2005,0.8),
(2,'Harbour Link','부산',2012,1.1),
(3,'정도관세사','인천',1996,0.6),
(4,'Blue Gate','부산',2018,1.4),
(5,'하나로통관','평택',2009,0.9),
(6,'새길관세사','서울',2022,1.25);
INSERT INTO port VALUES
('KRPUS','부산항','Korea','sea',22000),
('KRICN','인천공항','Korea','air',4100),
('KRINC','인천항','Korea','sea',6800),
('KRPTK','평택항','Korea','sea',3900),
('KRKPO','김포공항','Korea','air',700),
('KRKUV','군산항','Korea','sea',1200),
('KRPUB','김해공항','Korea','air',900),
('KRUSN','울산항','Korea','sea',5400);
INSERT INTO goods VALUES
('0901','coffee beans','food',2.0,'N'),
('0303','frozen pollock','food',10.0,'Y'),
('8542','microchips','electronics',0.0,'N'),
('8712','bicycles','vehicles',8.0,'N'),
('3004','vaccines','medicine',0.5,'Y'),
('6204','silk dresses','clothing',13.0,'N'),
('8466','lathe parts','machinery',6.5,'N'),
('2204','red wine','food',15.0,'Y'),
('8517','routers','electronics',1.5,'N'),
('9306','signal flares','hazard',9.0,'Y'),
('4202','leather bags','clothing',8.5,'N');
INSERT INTO decl VALUES
('D2401',301,1,'KRINC','France','2024-01-08','2024-01-10','수리'),
('D2402',302,2,'KRPUS','Thailand','2024-01-15','2024-01-22','수리'),
('D2403',303,3,'KRICN','Taiwan','2024-01-29','2024-01-29','수리'),
('D2404',304,1,'KRPUS','Spain','2024-02-05',NULL,'심사중'),
('D2405',305,2,'KRPUS','Norway','2024-02-11','2024-02-13','수리'),
('D2406',306,1,'KRICN','France','2024-02-20',NULL,'반려'),
('D2407',303,3,'KRICN','Vietnam','2024-03-02','2024-03-03','수리'),
('D2408',307,4,'KRPUS','Germany','2024-03-07','2024-03-15','수리'),
('D2409',308,5,'KRPTK','Ethiopia','2024-03-18',NULL,'심사중'),
('D2410',301,1,'KRICN','France','2024-04-01','2024-04-02','수리'),
('D2411',305,4,'KRPUB','Norway','2024-04-09',NULL,'반려'),
('D2412',306,1,'KRKPO','Italy','2024-04-22','2024-04-23','수리'),
('D2413',303,3,'KRINC','Taiwan','2024-05-06',NULL,'심사중');
INSERT INTO decl_item VALUES
('D2401','2204',1200,1560.0,18400,2760),
('D2402','0303',900,22500.0,41000,4100),
('D2403','8542',50000,85.5,960000,0),
('D2403','8517',400,310.0,52000,780),
('D2404','8712',150,2250.0,67500,5400),
('D2405','0303',1500,37500.0,72300,7230),
('D2406','6204',220,99.0,31200,4056),
('D2407','8517',1000,760.0,118000,1770),
('D2408','8466',75,1840.0,88900,5778.5),
('D2409','0901',600,36000.0,154000,3080),
('D2410','2204',300,390.0,9600,1440),
('D2410','4202',80,64.0,24500,2082.5),
('D2412','4202',140,112.0,47900,4071.5),
('D2413','8542',20000,34.0,401000,NULL);
