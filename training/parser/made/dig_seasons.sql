CREATE TABLE sites (
  site_id integer PRIMARY KEY,
  name text,
  country text,
  period text,
  discovered_year integer,
  area_ha real
);
CREATE TABLE archaeologists (
  archaeologist_id integer PRIMARY KEY,
  name text,
  nationality text,
  specialty text,
  birth_year integer
);
CREATE TABLE seasons (
  season_id integer PRIMARY KEY,
  site_id integer,
  year integer,
  weeks integer,
  budget real,
  sponsor text,
  FOREIGN KEY (site_id) REFERENCES sites(site_id)
);
CREATE TABLE crew_members (
  season_id integer,
  archaeologist_id integer,
  role text,
  days_worked integer,
  PRIMARY KEY (season_id, archaeologist_id),
  FOREIGN KEY (season_id) REFERENCES seasons(season_id),
  FOREIGN KEY (archaeologist_id) REFERENCES archaeologists(archaeologist_id)
);
CREATE TABLE artifacts (
  artifact_id integer PRIMARY KEY,
  season_id integer,
  name text,
  material text,
  depth_cm integer,
  weight_g real,
  found_on date,
  condition text,
  FOREIGN KEY (season_id) REFERENCES seasons(season_id)
);
INSERT INTO sites VALUES
(1,'Tell Harun','Jordan','Bronze Age',1931,14.5),
(2,'Monte Ferrino','Italy','Roman',1878,6.2),
(3,'Qoyllur Wasi','Peru','Inca',1954,22.0),
(4,'Skarnvik','Norway','Viking',1999,1.8),
(5,'Baekjeong-ri','South Korea','Three Kingdoms',1971,4.4),
(6,'Kalambari Ridge','Kenya','Stone Age',1962,9.7),
(7,'Ostra Fields','Italy','Roman',2004,3.1),
(8,'Umm Safra','Jordan','Nabataean',1987,11.3),
(9,'Lough Deran','Ireland','Bronze Age',2012,0.9);
INSERT INTO archaeologists VALUES
(1,'Leila Haddad','Jordanian','ceramics',1968),
(2,'Marco Bellandi','Italian','numismatics',1975),
(3,'Rosa Quispe','Peruvian','textiles',1981),
(4,'Ingrid Solberg','Norwegian','metalwork',1959),
(5,'Han Seo-yun','Korean','ceramics',1986),
(6,'Peter Mwangi','Kenyan','stone tools',1972),
(7,'Aoife Brennan','Irish','metalwork',1990),
(8,'Giulia Conti','Italian','ceramics',1983),
(9,'Tomas Eriksen','Norwegian','bones',1979),
(10,'Nadia Karam','Jordanian',NULL,1994);
INSERT INTO seasons VALUES
(101,1,2015,8,120000,'Levant Trust'),
(102,1,2017,10,185000,'Levant Trust'),
(103,2,2015,6,74000,'University of Bologna'),
(104,3,2018,12,210500,'Andes Fund'),
(105,4,2016,4,39000,'Fjord Foundation'),
(106,5,2019,9,98000,NULL),
(107,6,2018,7,66500,'Rift Heritage'),
(108,2,2019,5,58000,'University of Bologna'),
(109,8,2021,6,87000,'Levant Trust'),
(110,4,2021,5,47500,'Fjord Foundation'),
(111,1,2022,11,203000,NULL),
(112,7,2022,3,21000,'University of Bologna');
INSERT INTO crew_members VALUES
(101,1,'director',54),
(101,10,'trench supervisor',48),
(102,1,'director',63),
(102,5,'finds officer',40),
(103,2,'director',38),
(103,8,'draughtsman',30),
(104,3,'director',77),
(104,6,'trench supervisor',51),
(105,4,'director',26),
(106,5,'director',58),
(107,6,'director',45),
(108,8,'director',33),
(110,9,'director',29),
(111,1,'director',70);
INSERT INTO artifacts VALUES
(1,101,'painted jar','clay',140,2350.0,'2015-06-12','broken'),
(2,101,'spindle whorl','stone',95,41.5,'2015-06-20','intact'),
(3,102,'cylinder seal','stone',210,28.0,'2017-07-03','intact'),
(4,102,'bronze axe','bronze',188,640.0,'2017-07-19','corroded'),
(5,103,'denarius hoard','silver',60,412.7,'2015-05-28','intact'),
(6,104,'woven belt','textile',75,120.0,'2018-08-14','fragile'),
(7,104,'gold llama','gold',132,96.4,'2018-09-02','intact'),
(8,105,'oar brooch','silver',48,33.2,'2016-07-11','corroded'),
(9,106,'roof tile','clay',82,1875.0,'2019-10-05','broken'),
(10,107,'hand axe','stone',310,720.0,'2018-03-22','intact'),
(11,108,'oil lamp','clay',55,188.0,'2019-06-09','broken'),
(12,110,'ship rivet','iron',66,NULL,'2021-08-01','corroded'),
(13,111,'incense burner','clay',174,905.0,'2022-05-17','intact'),
(14,111,'ivory comb','ivory',160,22.1,'2022-06-02','fragile');
