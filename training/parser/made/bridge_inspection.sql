CREATE TABLE River (
  RiverID INTEGER PRIMARY KEY,
  Name TEXT,
  LengthKm INTEGER,
  Mouth TEXT
);
CREATE TABLE Bridge (
  BridgeID INTEGER PRIMARY KEY,
  Name TEXT,
  RiverID INTEGER,
  City TEXT,
  Material TEXT,
  SpanMeters REAL,
  OpenedYear INTEGER,
  DailyTraffic INTEGER,
  FOREIGN KEY (RiverID) REFERENCES River(RiverID)
);
CREATE TABLE Inspector (
  InspectorID INTEGER PRIMARY KEY,
  FirstName TEXT,
  LastName TEXT,
  City TEXT,
  LicenseYear INTEGER,
  DayRate REAL
);
CREATE TABLE Inspection (
  InspectionID INTEGER PRIMARY KEY,
  BridgeID INTEGER,
  InspectorID INTEGER,
  InspectionDate DATE,
  Score INTEGER,
  Weather TEXT,
  FOREIGN KEY (BridgeID) REFERENCES Bridge(BridgeID),
  FOREIGN KEY (InspectorID) REFERENCES Inspector(InspectorID)
);
CREATE TABLE Defect (
  DefectID INTEGER PRIMARY KEY,
  InspectionID INTEGER,
  DefectType TEXT,
  Severity TEXT,
  RepairCost REAL,
  RepairedOn DATE,
  FOREIGN KEY (InspectionID) REFERENCES Inspection(InspectionID)
);
INSERT INTO River VALUES
(1,'Vltava',430,'Elbe'),
(2,'Ebro',930,'Mediterranean Sea'),
(3,'Drava',710,'Danube'),
(4,'Tyne',118,'North Sea'),
(5,'Shannon',360,'Atlantic Ocean'),
(6,'Inn',518,'Danube'),
(7,'Mureș',761,'Tisza'),
(8,'Spree',400,'Havel');
INSERT INTO Bridge VALUES
(10,'Old Weir Bridge',1,'Prague','stone',142.0,1878,5200),
(11,'Legion Crossing',1,'Prague','steel',261.5,1931,21400),
(12,'Puente del Alba',2,'Zaragoza','concrete',318.4,1994,36800),
(13,'Miller''s Footbridge',4,'Hexham','timber',64.2,1955,NULL),
(14,'Swing Arch',4,'Newcastle','steel',188.0,1909,15300),
(15,'Drava Gate',3,'Maribor','concrete',270.9,2007,28900),
(16,'Limerick Link',5,'Limerick','concrete',402.3,2010,41000),
(17,'Innsteg',6,'Innsbruck','timber',88.8,1982,NULL),
(18,'Podul Verde',7,'Arad','steel',233.1,1964,17800),
(19,'Kaiser Span',6,'Passau','stone',156.6,1869,9100),
(20,'Puente Nuevo',2,'Tortosa','steel',295.0,2016,12250);
INSERT INTO Inspector VALUES
(1,'Hana','Dvořák','Prague',2004,520.0),
(2,'Owen','Fletcher','Newcastle',2012,480.5),
(3,'Nuria','Vidal','Zaragoza',2009,455.0),
(4,'Matjaž','Kovač','Maribor',1998,610.0),
(5,'Aoife','Brennan','Limerick',2018,430.0),
(6,'Radu','Ionescu','Arad',2015,NULL),
(7,'Lena','Huber','Passau',2001,575.0),
(8,'Tomás','Vidal','Tortosa',2020,390.0);
INSERT INTO Inspection VALUES
(301,10,1,'2019-05-14',61,'dry'),
(302,11,1,'2020-06-02',78,'rain'),
(303,12,3,'2020-09-21',85,'dry'),
(304,13,2,'2018-04-11',49,'fog'),
(305,14,2,'2021-10-05',66,'rain'),
(306,15,4,'2022-03-17',91,'dry'),
(307,16,5,'2022-08-30',94,'rain'),
(308,17,7,'2019-11-12',58,'snow'),
(309,19,7,'2021-04-27',53,'dry'),
(310,10,4,'2022-05-19',55,'dry'),
(311,13,2,'2022-07-08',71,'dry'),
(312,20,3,'2023-02-13',97,'fog'),
(313,12,3,'2023-09-25',82,'dry'),
(314,19,3,'2023-06-06',60,'rain');
INSERT INTO Defect VALUES
(1,301,'crack','major',48000.0,'2019-09-01'),
(2,301,'erosion','minor',6500.0,NULL),
(3,302,'rust','minor',9200.0,'2020-12-10'),
(4,304,'rot','critical',73500.0,'2018-08-20'),
(5,305,'rust','major',31000.0,'2022-02-02'),
(6,305,'loose bolts','minor',1800.0,'2021-10-29'),
(7,308,'rot','major',22400.0,NULL),
(8,309,'crack','critical',118000.0,'2021-12-15'),
(9,310,'crack','major',52500.0,NULL),
(10,313,'spalling','minor',7700.0,NULL),
(11,314,'erosion','major',40900.0,NULL),
(12,303,'crack','minor',3900.0,'2021-01-18'),
(13,309,'erosion','minor',5600.0,'2022-03-03');
