CREATE TABLE wh (
  wh_cd TEXT PRIMARY KEY,
  wh_nm TEXT,
  city TEXT,
  ctry TEXT,
  cap_m3 INTEGER,
  mgr_nm TEXT
);
CREATE TABLE item (
  itm_cd TEXT PRIMARY KEY,
  itm_nm TEXT,
  cat TEXT,
  unit_cost REAL,
  wt_kg REAL,
  shelf_life_mth INTEGER
);
CREATE TABLE stock (
  wh_cd TEXT REFERENCES wh(wh_cd),
  itm_cd TEXT REFERENCES item(itm_cd),
  qty INTEGER,
  min_qty INTEGER,
  last_chk_dt DATE,
  PRIMARY KEY (wh_cd, itm_cd)
);
CREATE TABLE crisis (
  crisis_no INTEGER PRIMARY KEY,
  crisis_nm TEXT,
  type TEXT,
  ctry TEXT,
  start_dt DATE,
  ppl_affected INTEGER
);
CREATE TABLE shipment (
  shp_no INTEGER PRIMARY KEY,
  wh_cd TEXT,
  crisis_no INTEGER,
  itm_cd TEXT,
  qty INTEGER,
  ship_dt DATE,
  arr_dt DATE,
  trans_mode TEXT,
  FOREIGN KEY (wh_cd) REFERENCES wh(wh_cd),
  FOREIGN KEY (crisis_no) REFERENCES crisis(crisis_no),
  FOREIGN KEY (itm_cd) REFERENCES item(itm_cd)
);
INSERT INTO wh VALUES
('W01','Gulf Hub','Dubai','UAE',42000,'Salma Haddad'),
('W02','Savanna Store','Nairobi','Kenya',15500,'Peter Mwangi'),
('W03','Isthmus Base','Panama City','Panama',18000,'Rosa Candelario'),
('W04','Straits Depot','Subang','Malaysia',16200,'Lim Wei Han'),
('W05','Adriatic Reserve','Brindisi','Italy',21000,NULL),
('W06','Gold Coast Shed','Accra','Ghana',9800,'Kofi Mensah'),
('W07','Rift Annex','Nairobi','Kenya',4300,'Grace Achieng'),
('W08','Andes Point','Lima','Peru',5100,'Hugo Salas');
INSERT INTO item VALUES
('BLK','Fleece blanket','shelter',6.2,1.5,NULL),
('TNT','Family tent','shelter',410.0,55.0,60),
('TRP','Plastic tarpaulin','shelter',14.8,4.3,120),
('BIS','High-energy biscuits','food',1.9,0.5,24),
('RUF','Peanut paste sachets','food',0.45,0.1,24),
('WTB','Water purification tablets','water',0.08,0.01,48),
('JRC','Jerrycan 10 l','water',3.4,0.4,NULL),
('IEH','Emergency health kit','medical',1850.0,890.0,18),
('ORS','Oral rehydration salts','medical',0.12,0.03,36),
('SOL','Solar lamp','household',11.5,0.6,96),
('KIT','Kitchen set','household',27.0,5.2,NULL);
INSERT INTO stock VALUES
('W01','TNT',1200,500,'2023-08-14'),
('W01','BLK',48000,20000,'2023-08-15'),
('W01','IEH',36,40,'2023-08-20'),
('W02','BIS',91000,50000,'2023-09-02'),
('W02','JRC',12500,8000,'2023-09-03'),
('W03','TRP',7600,6000,'2023-07-11'),
('W03','WTB',450000,200000,'2023-07-11'),
('W04','TNT',640,800,'2023-09-21'),
('W04','KIT',2100,1500,'2023-09-21'),
('W05','BLK',30500,25000,NULL),
('W05','IEH',58,30,'2023-06-29'),
('W06','ORS',210000,100000,'2023-08-01'),
('W07','BIS',8700,10000,'2023-09-04'),
('W06','JRC',3900,5000,'2023-08-01');
INSERT INTO crisis VALUES
(1,'Marash quake','earthquake','Turkey','2023-02-06',9100000),
(2,'Sofala cyclone','cyclone','Mozambique','2023-03-11',880000),
(3,'Horn drought','drought','Ethiopia','2022-10-01',12000000),
(4,'Sindh flood','flood','Pakistan','2022-08-25',7400000),
(5,'Piura flood','flood','Peru','2023-03-20',310000),
(6,'Atlas quake','earthquake','Morocco','2023-09-08',380000),
(7,'Derna flood','flood','Libya','2023-09-11',250000),
(8,'Vanua eruption','volcano','Vanuatu','2023-05-17',NULL),
(9,'Turkana drought','drought','Kenya','2022-11-15',1900000),
(10,'Sahel drought','drought','Niger','2022-06-10',4400000);
INSERT INTO shipment VALUES
(9001,'W01',1,'TNT',900,'2023-02-08','2023-02-10','air'),
(9002,'W05',1,'BLK',22000,'2023-02-09','2023-02-15','road'),
(9003,'W02',3,'BIS',64000,'2022-11-03','2022-11-20','road'),
(9004,'W01',4,'TNT',1500,'2022-08-29','2022-09-12','sea'),
(9005,'W04',4,'KIT',3000,'2022-09-02','2022-09-19','sea'),
(9006,'W02',2,'JRC',9500,'2023-03-15','2023-03-26','sea'),
(9007,'W03',5,'TRP',4200,'2023-03-23','2023-03-24','air'),
(9008,'W03',5,'WTB',180000,'2023-03-23','2023-03-24','air'),
(9009,'W05',6,'IEH',12,'2023-09-10','2023-09-12','air'),
(9010,'W05',7,'BLK',15000,'2023-09-13','2023-09-18','air'),
(9011,'W02',9,'BIS',20500,'2022-12-01','2022-12-03','road'),
(9012,'W07',9,'BIS',5600,'2023-01-12','2023-01-13','road'),
(9013,'W02',3,'ORS',95000,'2023-01-30',NULL,'sea'),
(9014,'W01',7,'IEH',8,'2023-09-14','2023-09-15','air');
