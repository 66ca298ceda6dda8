CREATE TABLE Villages (
  VillageID INTEGER PRIMARY KEY,
  Name TEXT,
  Region TEXT,
  Altitude INTEGER,
  Inhabitants INTEGER
);
CREATE TABLE Stations (
  StationID INTEGER PRIMARY KEY,
  VillageID INTEGER,
  Name TEXT,
  Site TEXT,
  OpenedYear INTEGER,
  Status TEXT,
  FOREIGN KEY (VillageID) REFERENCES Villages(VillageID)
);
CREATE TABLE Observers (
  ObserverID INTEGER PRIMARY KEY,
  Name TEXT,
  BirthYear INTEGER,
  Occupation TEXT,
  Phone TEXT
);
CREATE TABLE Shifts (
  StationID INTEGER,
  ObserverID INTEGER,
  SinceYear INTEGER,
  DaysPerMonth INTEGER,
  PRIMARY KEY (StationID, ObserverID),
  FOREIGN KEY (StationID) REFERENCES Stations(StationID),
  FOREIGN KEY (ObserverID) REFERENCES Observers(ObserverID)
);
CREATE TABLE Readings (
  ReadingID INTEGER PRIMARY KEY,
  StationID INTEGER,
  ReadOn DATE,
  MaxTemp REAL,
  MinTemp REAL,
  Rainfall REAL,
  WindSpeed INTEGER,
  Sky TEXT,
  FOREIGN KEY (StationID) REFERENCES Stations(StationID)
);
INSERT INTO Villages VALUES (1,'Glenfarrow','Highlands',310,420),(2,'Saint-Aubin-des-Prés','Auvergne',870,265),(3,'Oberkirchdorf','Tyrol',1240,690),(4,'Villarroya Alta','Aragon',1105,88),(5,'Kamikawa-mura','Tohoku',540,1310),(6,'Llanfechain','Powys',120,540),(7,'Zelená Lhota','Bohemia',455,212),(8,'Vik i Sogn','Vestland',15,1180),(9,'Petra Nova','Aragon',930,154);
INSERT INTO Stations VALUES (11,1,'Manse Garden','garden',1931,'active'),(12,1,'Ben Roof','roof',1998,'closed'),(13,2,'Mairie','roof',1954,'active'),(14,3,'Almwiese','meadow',1902,'active'),(15,3,'Kirchturm','roof',2007,'active'),(16,4,'La Era','meadow',1967,'paused'),(17,5,'Shogakko','garden',1948,'active'),(18,6,'Chapel Field','meadow',1985,'active'),(19,8,'Fjordkai','harbour',1911,'active'),(20,9,'Molino','garden',2015,'paused');
INSERT INTO Observers VALUES (1,'Isla Macrae',1958,'postmistress',NULL),(2,'Étienne Roche',1947,'retired','04 73 55 10 22'),(3,'Vroni Hofer',1979,'farmer','0512 4471'),(4,'Toni Hofer',2001,'student',NULL),(5,'Pilar Lázaro',1963,'farmer','976 310 118'),(6,'Naoko Endo',1986,'schoolteacher','0238 21 77'),(7,'Gwyn Parry',1951,'retired',NULL),(8,'Solveig Bakke',1990,'schoolteacher','57 69 31'),(9,'Marek Dvořák',1972,'miller','326 01 45'),(10,'Duncan Reid',1944,'retired','01463 882');
INSERT INTO Shifts VALUES (11,1,1994,20),(11,10,1981,10),(12,10,1999,5),(13,2,1988,30),(14,3,2004,18),(14,4,2019,12),(15,4,2020,9),(16,5,1996,25),(17,6,2014,22),(18,7,1990,28),(19,8,2016,24),(20,5,2017,6),(15,3,2008,15);
INSERT INTO Readings VALUES
(1,11,'2024-01-14',3.2,-2.1,8.4,41,'overcast'),(2,11,'2024-07-02',17.6,9.3,1.2,18,'cloudy'),(3,13,'2024-01-14',1.4,-6.7,0,12,'clear'),(4,13,'2024-07-02',26.1,12.8,0,9,'clear'),(5,14,'2024-01-14',-4.9,-15.3,11.6,22,'snow'),(6,14,'2024-07-02',19.8,7.4,22.7,30,'storm'),(7,15,'2024-07-02',21.0,9.9,20.1,34,'storm'),(8,17,'2024-01-14',0.6,-5.2,14.9,27,'snow'),(9,17,'2024-07-02',28.3,20.5,36.2,15,'overcast'),(10,18,'2024-01-14',6.8,1.1,5.5,38,'overcast'),(11,19,'2024-01-14',4.1,-0.4,27.3,52,'storm'),(12,19,'2024-07-02',16.2,10.7,6.3,NULL,'cloudy'),(13,16,'2024-07-02',31.5,15.2,0,7,'clear'),(14,18,'2024-07-02',20.4,11.8,2.6,20,'cloudy');
