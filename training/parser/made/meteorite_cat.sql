CREATE TABLE class (
  class_cd TEXT PRIMARY KEY,
  class_nm TEXT,
  family TEXT,
  parent_body TEXT
);
CREATE TABLE finder (
  finder_no INTEGER PRIMARY KEY,
  nm TEXT,
  nationality TEXT,
  occupation TEXT,
  birth_yr INTEGER
);
CREATE TABLE meteorite (
  met_no INTEGER PRIMARY KEY,
  nm TEXT,
  class_cd TEXT REFERENCES class(class_cd),
  finder_no INTEGER REFERENCES finder(finder_no),
  country TEXT,
  found_yr INTEGER,
  mass_kg REAL,
  fall TEXT
);
CREATE TABLE collection (
  coll_no INTEGER PRIMARY KEY,
  nm TEXT,
  city TEXT,
  country TEXT,
  curator TEXT,
  founded_yr INTEGER
);
CREATE TABLE specimen (
  met_no INTEGER,
  coll_no INTEGER,
  wt_g REAL,
  acq_dt DATE,
  acq_type TEXT,
  price_usd INTEGER,
  PRIMARY KEY (met_no, coll_no),
  FOREIGN KEY (met_no) REFERENCES meteorite(met_no),
  FOREIGN KEY (coll_no) REFERENCES collection(coll_no)
);
INSERT INTO class VALUES
('H5','H5 chondrite','stony','asteroid'),
('L6','L6 chondrite','stony','asteroid'),
('CM2','Mighei carbonaceous','stony','asteroid'),
('IAB','IAB complex','iron','asteroid'),
('IVA','IVA octahedrite','iron','asteroid'),
('PAL','main group pallasite','stony-iron','asteroid'),
('SHE','shergottite','stony','Mars'),
('LUN','lunar breccia','stony','Moon'),
('AUB','aubrite','stony',NULL);
INSERT INTO finder VALUES
(1,'Habib Ouled','Mauritania','nomad',1968),
(2,'Greta Sandvik','Norway','geologist',1974),
(3,'Walter Kuhn','Namibia','farmer',1921),
(4,'Ivan Sorokin','Russia','prospector',1950),
(5,'Maria Delgado','Chile','geologist',1981),
(6,'Said Amrani','Morocco','nomad',1959),
(7,'Peggy Lawson','Australia','teacher',1990),
(8,'Chen Guowei','China','farmer',1963);
INSERT INTO meteorite VALUES
(1,'Adrar Tilfit','L6',1,'Mauritania',2004,12.4,'found'),
(2,'Kuhnsrust','IVA',3,'Namibia',1949,318.0,'found'),
(3,'Olekma','PAL',4,'Russia',1987,96.5,'found'),
(4,'Cerro Pardo','H5',5,'Chile',2011,7.8,'found'),
(5,'Pampa Baja','CM2',5,'Chile',2014,0.9,'found'),
(6,'Zagmouz','SHE',6,'Morocco',2008,1.6,'found'),
(7,'Oued Serou','LUN',6,'Morocco',2012,0.4,'found'),
(8,'Wirralpa','L6',7,'Australia',2017,3.2,'observed'),
(9,'Liangkou','H5',8,'China',1996,41.0,'observed'),
(10,'Trollhaug','IAB',2,'Norway',2001,52.0,'found'),
(11,'Tanezmou','H5',6,'Algeria',2006,22.7,'found'),
(12,'Bodaibo Creek','IAB',4,'Russia',1979,140.0,'found'),
(13,'Old Chapel','AUB',NULL,'Australia',1902,5.1,'observed');
INSERT INTO collection VALUES
(1,'Nordlys Cabinet','Bergen','Norway','Astrid Moe',1889),
(2,'Atacama Stone Room','Antofagasta','Chile','Pablo Rivas',1995),
(3,'Vienna Sky Archive','Vienna','Austria','Lukas Brunner',1821),
(4,'Outback Rock House','Adelaide','Australia',NULL,1956),
(5,'Sahara Reference Set','Rabat','Morocco','Leila Tazi',2009),
(6,'Ural Depository','Perm','Russia','Galina Orlova',1934),
(7,'Hofer Private Trust','Graz','Austria','Max Hofer',2016);
INSERT INTO specimen VALUES
(1,3,420.0,'2006-05-12','purchase',3100),
(2,3,15400.0,'1951-10-01','exchange',NULL),
(3,6,8800.0,'1988-03-20','gift',NULL),
(4,2,5100.0,'2011-12-05','gift',NULL),
(5,2,310.0,'2015-01-17','gift',NULL),
(6,5,640.0,'2010-04-22','purchase',48000),
(6,3,55.0,'2011-09-09','purchase',21500),
(7,5,120.0,'2013-02-28','purchase',39000),
(8,4,2700.0,'2018-07-14','gift',NULL),
(10,1,9600.0,'2002-06-30','gift',NULL),
(12,6,30500.0,'1980-11-11','exchange',NULL),
(7,1,18.5,'2014-08-08','exchange',NULL),
(11,3,1250.0,'2007-03-03','purchase',5400),
(2,1,2050.0,'1966-04-18','exchange',NULL);
