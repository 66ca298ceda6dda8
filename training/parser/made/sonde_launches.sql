CREATE TABLE Station (
  Stn_Code TEXT PRIMARY KEY,
  Stn_Name TEXT,
  Country TEXT,
  Elevation_M INTEGER,
  Since_Year INTEGER,
  Staffed TEXT
);
CREATE TABLE Balloon_Model (
  Model_Id INTEGER PRIMARY KEY,
  Model_Name TEXT,
  Maker TEXT,
  Weight_G INTEGER,
  Burst_Diameter_M REAL,
  Unit_Cost REAL
);
CREATE TABLE Launch (
  Launch_Id INTEGER PRIMARY KEY,
  Stn_Code TEXT,
  Model_Id INTEGER,
  Launch_Date DATE,
  Gas TEXT,
  Burst_Height_M INTEGER,
  Recovered TEXT,
  FOREIGN KEY (Stn_Code) REFERENCES Station(Stn_Code),
  FOREIGN KEY (Model_Id) REFERENCES Balloon_Model(Model_Id)
);
CREATE TABLE Instrument (
  Instr_Id INTEGER PRIMARY KEY,
  Instr_Name TEXT,
  Measures TEXT,
  Maker TEXT,
  Weight_G INTEGER,
  Price REAL
);
CREATE TABLE Payload (
  Launch_Id INTEGER,
  Instr_Id INTEGER,
  Max_Reading REAL,
  Min_Reading REAL,
  Fault TEXT,
  PRIMARY KEY (Launch_Id, Instr_Id),
  FOREIGN KEY (Launch_Id) REFERENCES Launch(Launch_Id),
  FOREIGN KEY (Instr_Id) REFERENCES Instrument(Instr_Id)
);
INSERT INTO Station VALUES
('NYA','Ny-Alesund','Norway',16,1978,'yes'),
('JAN','Jan Mayen','Norway',10,1942,'yes'),
('SOD','Sodankyla','Finland',179,1949,'yes'),
('LER','Lerwick','United Kingdom',82,1939,'no'),
('PAY','Payerne','Switzerland',491,1942,'no'),
('KIR','Kiruna','Sweden',408,1987,'yes'),
('MAW','Mawson','Antarctica',9,1954,'yes'),
('HIL','Hilo','United States',11,1950,'no'),
('TAT','Tateno','Japan',31,1957,'no'),
('QUI','Quito','Ecuador',2794,2001,NULL);
INSERT INTO Balloon_Model VALUES
(1,'Totex TA350','Totex',350,4.1,48.0),
(2,'Totex TA600','Totex',600,5.8,79.5),
(3,'Kaymont 800','Kaymont',800,7.0,96.0),
(4,'Hwoyee 1000','Hwoyee',1000,7.9,71.0),
(5,'Hwoyee 1600','Hwoyee',1600,9.5,124.0),
(6,'Pawan 1200','Pawan Rubber',1200,8.2,66.5),
(7,'Kaymont 3000','Kaymont',3000,13.0,310.0),
(8,'Cosmoprene 500','Pawan Rubber',500,5.2,39.0);
INSERT INTO Launch VALUES
(1,'NYA',2,'2023-01-04','helium',29800,'no'),
(2,'NYA',3,'2023-01-18','helium',32150,'yes'),
(3,'SOD',4,'2023-02-01','hydrogen',33400,'yes'),
(4,'LER',1,'2023-02-09','hydrogen',24700,'no'),
(5,'PAY',2,'2023-03-12','hydrogen',30250,'yes'),
(6,'KIR',5,'2023-03-27','helium',36900,'yes'),
(7,'MAW',1,'2023-04-15','hydrogen',22300,'no'),
(8,'HIL',6,'2023-05-06','helium',34100,'no'),
(9,'TAT',4,'2023-06-21','hydrogen',31700,'yes'),
(10,'NYA',7,'2023-07-30','helium',41200,'yes'),
(11,'SOD',2,'2023-09-14','hydrogen',27600,NULL),
(12,'PAY',3,'2023-10-19','helium',31050,'no'),
(13,'KIR',4,'2023-12-08','hydrogen',33900,'yes'),
(14,'SOD',5,'2024-01-11','helium',35600,'yes'),
(15,'LER',1,'2024-01-05','hydrogen',25900,'no');
INSERT INTO Instrument VALUES
(1,'RS41','temperature','Vaisala',80,190.0),
(2,'Hygro-F','humidity','Meteolabor',210,640.0),
(3,'ECC Ozone','ozone','EN-SCI',540,880.0),
(4,'COBALD','aerosol','Meteolabor',500,1750.0),
(5,'M20','temperature','Meteomodem',36,110.0),
(6,'Gamma Stick','radiation','Kromek',145,420.0),
(7,'CFH','humidity','EN-SCI',400,3900.0),
(8,'iMS-100','temperature','Meisei',38,150.0),
(9,'SkyCam 4','images','Vaisala',260,335.0),
(10,'HMP Mini','humidity','Vaisala',45,135.0);
INSERT INTO Payload VALUES
(1,1,4.2,-71.5,'none'),
(1,3,16.8,1.1,'drift'),
(2,1,-2.0,-78.3,'none'),
(2,4,9.7,0.4,'none'),
(3,1,-8.6,-74.9,'none'),
(3,7,88.0,2.5,'icing'),
(4,5,7.9,-80.5,'none'),
(5,2,96.0,3.1,'icing'),
(6,4,11.3,0.2,'none'),
(8,6,45.5,8.9,'none'),
(9,8,24.4,-69.0,'none'),
(10,3,18.1,0.9,'none'),
(12,2,91.5,4.4,'drift'),
(13,1,-12.1,-76.6,'none'),
(14,3,15.2,1.4,'signal loss');
