CREATE TABLE networks (
  net_cd TEXT PRIMARY KEY,
  net_nm TEXT,
  operator TEXT,
  country TEXT,
  start_yr INTEGER
);
CREATE TABLE stations (
  st_cd TEXT PRIMARY KEY,
  net_cd TEXT,
  st_nm TEXT,
  region TEXT,
  lat REAL,
  lon REAL,
  elev_m INTEGER,
  start_yr INTEGER,
  FOREIGN KEY (net_cd) REFERENCES networks(net_cd)
);
CREATE TABLE sensors (
  sn_no INTEGER PRIMARY KEY,
  st_cd TEXT,
  type TEXT,
  maker TEXT,
  inst_dt DATE,
  sample_hz INTEGER,
  state TEXT,
  FOREIGN KEY (st_cd) REFERENCES stations(st_cd)
);
CREATE TABLE quakes (
  qk_no INTEGER PRIMARY KEY,
  place TEXT,
  country TEXT,
  qk_dt DATE,
  mag REAL,
  depth_km REAL,
  felt_cnt INTEGER
);
CREATE TABLE detections (
  det_no INTEGER PRIMARY KEY,
  qk_no INTEGER,
  sn_no INTEGER,
  delay_s REAL,
  peak_acc REAL,
  quality TEXT,
  FOREIGN KEY (qk_no) REFERENCES quakes(qk_no),
  FOREIGN KEY (sn_no) REFERENCES sensors(sn_no)
);
INSERT INTO networks VALUES
('AN','Anatolia Ring','Istanbul Geo Lab','Turkey',1999),
('CH','Costa Chile Net','Universidad del Pacífico Sur','Chile',1987),
('IC','Icefire','Nordic Tremor Office','Iceland',2002),
('JT','Tokai Dense','Tokai Disaster Centre','Japan',1995),
('NZ','Southern Alps Array','Kea Geophysics','New Zealand',2008),
('IT','Appennino','Istituto Faglia','Italy',1991),
('GR','Aegean Watch','Istanbul Geo Lab','Greece',2014),
('PE','Andes Norte','Universidad del Pacífico Sur','Peru',2018);
INSERT INTO stations VALUES
('ANK1','AN','Sapanca','Marmara',40.69,30.27,132,2000),
('ANK2','AN','Erzincan East','Anatolia',39.75,39.51,1215,2004),
('CHL1','CH','Pisagua','Tarapacá',-19.6,-70.21,48,1989),
('CHL2','CH','Lago Ranco','Los Ríos',-40.31,-72.5,205,1996),
('ICE1','IC','Grímsstaðir','Northeast',65.64,-16.12,384,2003),
('JPT1','JT','Kakegawa','Tokai',34.77,138.01,61,1995),
('JPT2','JT','Hamamatsu North','Tokai',34.85,137.74,NULL,2001),
('NZL1','NZ','Arthur Hut','Canterbury',-42.94,171.56,912,2009),
('ITA1','IT','Norcia Alta','Umbria',42.79,13.09,1020,1998),
('ITA2','IT','Irpinia Sud','Campania',40.9,15.2,640,2012),
('GRC1','GR','Amorgos','Cyclades',36.83,25.9,310,2015);
INSERT INTO sensors VALUES
(1,'ANK1','seismometer','Guralde','2010-04-16',100,'online'),
(2,'ANK1','accelerometer','Kinetra','2016-09-05',200,'online'),
(3,'ANK2','seismometer','Guralde','2012-07-23',100,'offline'),
(4,'CHL1','accelerometer','Kinetra','2014-05-30',200,'online'),
(5,'CHL1','tiltmeter','Lipmann','2017-02-11',20,'online'),
(6,'CHL2','seismometer','Streckner','2008-11-19',50,'repair'),
(7,'ICE1','seismometer','Guralde','2011-08-08',100,'online'),
(8,'JPT1','accelerometer','Mitsuda','2019-03-28',250,'online'),
(9,'JPT2','seismometer','Mitsuda','2020-10-14',200,'online'),
(10,'NZL1','seismometer','Streckner','2013-06-02',100,'offline'),
(11,'ITA1','accelerometer','Kinetra','2018-12-20',200,'online'),
(12,'ITA2','tiltmeter','Lipmann','2021-01-09',NULL,'repair'),
(13,'GRC1','seismometer','Guralde','2015-05-17',100,'online'),
(14,'ANK1','tiltmeter','Lipmann','2022-02-02',20,'online');
INSERT INTO quakes VALUES
(801,'Iquique','Chile','2014-04-01',8.2,25.0,41000),
(802,'Amatrice','Italy','2016-08-24',6.2,4.4,18200),
(803,'Kos','Greece','2017-07-21',6.6,7.0,9400),
(804,'Elazığ','Turkey','2020-01-24',6.8,10.0,22700),
(805,'Shizuoka','Japan','2021-03-05',4.6,31.5,1300),
(806,'Grindavík','Iceland','2021-02-24',5.7,5.1,2600),
(807,'Samos','Greece','2020-10-30',7.0,21.0,30100),
(808,'Kaikōura','New Zealand','2016-11-14',7.8,15.1,15800),
(809,'Valdivia','Chile','2022-09-11',5.1,62.0,NULL),
(810,'Norcia','Italy','2022-03-18',3.4,9.2,420),
(811,'Pisco','Peru','2023-05-07',4.9,48.3,760);
INSERT INTO detections VALUES
(1,801,4,3.1,0.56,'good'),
(2,801,6,142.0,0.01,'fair'),
(3,802,11,5.4,0.44,'good'),
(4,803,13,18.7,0.12,'good'),
(5,803,1,66.2,0.03,'fair'),
(6,804,3,29.9,0.08,'poor'),
(7,804,2,121.5,0.02,'fair'),
(8,805,8,4.8,0.09,'good'),
(9,805,9,7.3,0.06,'good'),
(10,806,7,48.6,NULL,'fair'),
(11,807,13,22.4,0.15,'good'),
(12,808,10,31.0,0.21,'poor'),
(13,807,1,58.8,0.04,'good'),
(14,810,11,2.6,0.05,'good');
