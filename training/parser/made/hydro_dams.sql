CREATE TABLE River (
  River_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Length_km INTEGER,
  Source_Mountain TEXT,
  Mouth TEXT
);
CREATE TABLE Operator (
  Operator_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Headquarters TEXT,
  Founded_Year INTEGER,
  Ownership TEXT
);
CREATE TABLE Dam (
  Dam_ID INTEGER PRIMARY KEY,
  Name TEXT,
  River_ID INTEGER,
  Height_m REAL,
  Reservoir_Volume REAL,
  Completed_Year INTEGER,
  Dam_Type TEXT,
  Province TEXT,
  FOREIGN KEY (River_ID) REFERENCES River(River_ID)
);
CREATE TABLE Dam_Ownership (
  Dam_ID INTEGER,
  Operator_ID INTEGER,
  Stake_Percent INTEGER,
  Since_Year INTEGER,
  PRIMARY KEY (Dam_ID, Operator_ID),
  FOREIGN KEY (Dam_ID) REFERENCES Dam(Dam_ID),
  FOREIGN KEY (Operator_ID) REFERENCES Operator(Operator_ID)
);
CREATE TABLE Turbine (
  Turbine_ID INTEGER PRIMARY KEY,
  Dam_ID INTEGER,
  Model TEXT,
  Manufacturer TEXT,
  Capacity_MW REAL,
  Install_Date DATE,
  FOREIGN KEY (Dam_ID) REFERENCES Dam(Dam_ID)
);
CREATE TABLE Inspection (
  Inspection_ID INTEGER PRIMARY KEY,
  Dam_ID INTEGER,
  Inspector TEXT,
  Inspection_Date DATE,
  Rating TEXT,
  Cracks_Found INTEGER,
  FOREIGN KEY (Dam_ID) REFERENCES Dam(Dam_ID)
);
INSERT INTO River VALUES
(1,'Elvasa',412,'Mount Tarn','North Gulf'),
(2,'Rio Cenizo',688,'Cerro Pardo','Pacific'),
(3,'Skarra',193,'Hvitfjell','Norwegian Sea'),
(4,'Namgang-eul',254,'Deokyu','South Sea'),
(5,'Zambara',1340,'Kasuku Hills','Indian Ocean'),
(6,'Drinava',301,'Mount Tarn','Adriatic'),
(7,'Oyashi',147,'Mount Kuro','Pacific'),
(8,'Little Wren',88,NULL,'North Gulf');
INSERT INTO Operator VALUES
(1,'Skarra Kraft','Trondheim',1951,'public'),
(2,'Andes Hidro','Santiago',1978,'private'),
(3,'Zambara River Authority','Lusaka',1962,'public'),
(4,'Adria Power','Split',1994,'private'),
(5,'Blue Ridge Energy','Asheville',1986,'private'),
(6,'Nordic Current','Trondheim',2004,'cooperative'),
(7,'Oyashi Denryoku','Sendai',1957,'public'),
(8,'Monsoon Capital','Singapore',2012,'private'),
(9,'Greenfall Trust','Leeds',2017,'cooperative');
INSERT INTO Dam VALUES
(1,'Tarn Gate',1,84.5,310.2,1968,'gravity','Highmark'),
(2,'Cenizo Alto',2,156.0,1240.0,1987,'arch','Atacora'),
(3,'Cenizo Bajo',2,61.3,205.7,1999,'embankment','Atacora'),
(4,'Skarrafoss',3,42.0,58.9,1955,'gravity','Nordvik'),
(5,'Hvitholm',3,97.8,144.3,1974,'arch','Nordvik'),
(6,'Kasuku Great Dam',5,203.4,5120.5,1981,'arch','Mbala'),
(7,'Lower Zambara',5,49.9,880.0,2009,'embankment','Mbala'),
(8,'Drina Bend',6,72.1,96.4,1962,'gravity','Zagora'),
(9,'Kurobuchi',7,118.6,77.5,1971,'arch','Tohoku'),
(10,'Wren Weir',8,14.2,3.1,1933,'gravity','Highmark'),
(11,'Deokyu Lake Dam',4,53.7,NULL,1992,'embankment','Gyeongnam'),
(12,'Upper Skarra',3,33.5,21.6,1949,'gravity','Nordvik');
INSERT INTO Dam_Ownership VALUES
(1,5,100,1986),
(2,2,65,1987),
(2,8,35,2014),
(3,2,100,1999),
(4,1,100,1955),
(5,1,50,1974),
(5,6,50,2006),
(6,3,80,1981),
(6,8,20,2016),
(7,3,100,2009),
(8,4,100,1995),
(9,7,100,1971);
INSERT INTO Turbine VALUES
(1,1,'FX-200','Volthaus',85.0,'1999-04-12'),
(2,1,'FX-200','Volthaus',85.0,'1999-06-03'),
(3,2,'Kap-9','Hidromec',240.0,'1988-01-20'),
(4,2,'Kap-9','Hidromec',240.0,'1988-02-15'),
(5,3,'Kap-4','Hidromec',60.5,'2000-08-09'),
(6,4,'Pel-30','Norturbin',22.4,'1978-10-30'),
(7,5,'Pel-75','Norturbin',73.0,'1975-05-22'),
(8,6,'Titan-X','Volthaus',410.0,'2003-07-17'),
(9,6,'Titan-X','Volthaus',410.0,'2004-03-01'),
(10,6,'Kap-9','Hidromec',235.0,'1983-11-11'),
(11,8,'FX-110','Volthaus',48.8,'2011-09-26'),
(12,9,'Pel-90','Tanigawa',92.5,'1996-12-05'),
(13,7,'Bulb-6','Tanigawa',55.0,NULL);
INSERT INTO Inspection VALUES
(1,1,'Greta Malm','2021-05-18','good',3),
(2,2,'Ernesto Vidal','2021-09-07','fair',11),
(3,4,'Greta Malm','2022-03-22','poor',27),
(4,6,'Chanda Mulenga','2022-06-14','good',5),
(5,8,'Ivana Kos','2022-10-02','fair',9),
(6,9,'Daichi Ueno','2023-02-19','excellent',0),
(7,2,'Ernesto Vidal','2023-04-25','good',6),
(8,10,'Simon Pike','2023-07-13','poor',31),
(9,5,'Greta Malm','2023-08-30','good',2),
(10,6,'Chanda Mulenga','2024-01-16','fair',8);
