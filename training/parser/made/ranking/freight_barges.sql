CREATE TABLE skipper (
  skp_no INTEGER PRIMARY KEY,
  fst_nm TEXT,
  lst_nm TEXT,
  ctry TEXT,
  lic_yr INTEGER
);
CREATE TABLE barge (
  brg_no INTEGER PRIMARY KEY,
  brg_nm TEXT,
  typ TEXT,
  len_m REAL,
  max_t INTEGER,
  blt_yr INTEGER,
  skp_no INTEGER,
  FOREIGN KEY (skp_no) REFERENCES skipper(skp_no)
);
CREATE TABLE port (
  prt_cd TEXT PRIMARY KEY,
  prt_nm TEXT,
  river TEXT,
  ctry TEXT,
  quay_m INTEGER
);
CREATE TABLE trip (
  trp_no INTEGER PRIMARY KEY,
  brg_no INTEGER,
  prt_cd TEXT,
  dep_dt DATE,
  arr_dt DATE,
  fuel_l INTEGER,
  FOREIGN KEY (brg_no) REFERENCES barge(brg_no),
  FOREIGN KEY (prt_cd) REFERENCES port(prt_cd)
);
CREATE TABLE cargo (
  crg_no INTEGER PRIMARY KEY,
  trp_no INTEGER,
  goods TEXT,
  qty_t INTEGER,
  val_eur INTEGER,
  shipper TEXT,
  FOREIGN KEY (trp_no) REFERENCES trip(trp_no)
);
INSERT INTO skipper VALUES (1,'Joost','van Dalen','Netherlands',1998),(2,'Ilse','Brandt','Germany',2006),(3,'Marcel','Thiry','Belgium',1987),(4,'Katarína','Horváthová','Slovakia',2012),(5,'Dénes','Balogh','Hungary',1994),(6,'Femke','de Wit','Netherlands',2015),(7,'Luc','Perrin','France',2001),(8,'Radu','Ionescu','Romania',2019),(9,'Uwe','Kessler','Germany',1990);
INSERT INTO barge VALUES (501,'Vrouwe Anna','dry bulk',86.0,1500,1972,1),(502,'Lorelei IV','tanker',110.0,3200,2008,2),(503,'Espérance','dry bulk',38.5,350,1957,3),(504,'Danubia','container',135.0,4800,2016,4),(505,'Tisza','dry bulk',76.4,1180,1981,5),(506,'Goede Hoop','container',110.5,3000,2011,6),(507,'Mistral','tanker',80.0,1420,1995,7),(508,'Graaf Floris','dry bulk',105.2,2850,2003,1),(509,'Delta Star','pusher',95.0,5600,2020,8),(510,'Alte Liebe','tanker',67.3,900,1964,NULL);
INSERT INTO port VALUES ('RTM','Rotterdam','Rhine','Netherlands',42000),('DUI','Duisburg','Rhine','Germany',18000),('BSL','Basel','Rhine','Switzerland',5200),('STR','Strasbourg','Rhine','France',10100),('BTS','Bratislava','Danube','Slovakia',3700),('BUD','Budapest','Danube','Hungary',4400),('CND','Constanta','Danube','Romania',29800),('LGG','Liège','Meuse','Belgium',6900),('MGD','Magdeburg','Elbe','Germany',2600);
INSERT INTO trip VALUES (1,501,'DUI','2024-03-02','2024-03-04',1900),(2,502,'BSL','2024-03-05','2024-03-10',6100),(3,503,'LGG','2024-03-07','2024-03-09',640),(4,504,'BUD','2024-03-11','2024-03-13',2750),(5,505,'CND','2024-03-12','2024-03-19',5200),(6,506,'STR','2024-03-15','2024-03-18',3900),(7,508,'DUI','2024-03-20','2024-03-21',1600),(8,509,'CND','2024-03-22','2024-03-30',9800),(9,502,'DUI','2024-04-01','2024-04-03',2450),(10,504,'BTS','2024-04-04','2024-04-06',2100),(11,507,'STR','2024-04-08',NULL,3300),(12,501,'RTM','2024-04-10','2024-04-12',1750),(13,506,'BSL','2024-04-14','2024-04-19',5500);
INSERT INTO cargo VALUES (1,1,'iron ore',1400,168000,'Ruhrstahl'),(2,2,'diesel',2900,2610000,'Helvoil'),(3,3,'gravel',330,5600,'Carrières Thiry'),(4,4,'containers',2200,7400000,'Boxline'),(5,5,'wheat',1100,242000,'Agro Pannonia'),(6,6,'containers',1800,5150000,'Boxline'),(7,7,'coal',2700,351000,'Ruhrstahl'),(8,8,'wheat',3900,870000,'Agro Pannonia'),(9,8,'maize',1300,247000,'Agro Pannonia'),(10,9,'heating oil',3100,2480000,'Helvoil'),(11,10,'containers',1500,4300000,'Wienlog'),(12,12,'scrap',1250,437000,'Ruhrstahl'),(13,13,'containers',900,2950000,'Wienlog'),(14,13,'coffee',400,1840000,'Boxline');
