CREATE TABLE Species (
  SpeciesID INTEGER PRIMARY KEY,
  CommonName TEXT,
  LatinName TEXT,
  Family TEXT,
  RedListStatus TEXT,
  AvgWingspanCm REAL
);
CREATE TABLE Station (
  StationID INTEGER PRIMARY KEY,
  StationName TEXT,
  Country TEXT,
  Habitat TEXT,
  ElevationM INTEGER,
  OpenedYear INTEGER
);
CREATE TABLE Ringer (
  RingerID INTEGER PRIMARY KEY,
  FirstName TEXT,
  LastName TEXT,
  Country TEXT,
  LicenceYear INTEGER,
  HomeStationID INTEGER REFERENCES Station(StationID)
);
CREATE TABLE Bird (
  RingNo TEXT PRIMARY KEY,
  SpeciesID INTEGER REFERENCES Species(SpeciesID),
  Sex TEXT,
  HatchYear INTEGER,
  RingColour TEXT
);
CREATE TABLE Capture (
  CaptureID INTEGER PRIMARY KEY,
  RingNo TEXT REFERENCES Bird(RingNo),
  StationID INTEGER REFERENCES Station(StationID),
  RingerID INTEGER REFERENCES Ringer(RingerID),
  CaptureDate DATE,
  WeightG REAL,
  WingMm INTEGER,
  FatScore INTEGER
);
INSERT INTO Species VALUES
(1,'Robin','Erithacus rubecula','Muscicapidae','Least Concern',21.0),
(2,'Bluethroat','Luscinia svecica','Muscicapidae','Least Concern',22.0),
(3,'Great Tit','Parus major','Paridae','Least Concern',24.0),
(4,'Aquatic Warbler','Acrocephalus paludicola','Acrocephalidae','Vulnerable',18.0),
(5,'Reed Warbler','Acrocephalus scirpaceus','Acrocephalidae','Least Concern',19.0),
(6,'Turtle Dove','Streptopelia turtur','Columbidae','Vulnerable',50.0),
(7,'Redwing','Turdus iliacus','Turdidae','Near Threatened',33.5),
(8,'Fieldfare','Turdus pilaris','Turdidae','Least Concern',40.0),
(9,'Yellow-breasted Bunting','Emberiza aureola','Emberizidae','Critically Endangered',23.0),
(10,'Crested Tit','Lophophanes cristatus','Paridae','Least Concern',NULL);
INSERT INTO Station VALUES
(1,'Falsterbo','Sweden','coast',5,1955),
(2,'Ventes Ragas','Lithuania','coast',2,1929),
(3,'Col de Bretolet','Switzerland','mountain',1923,1958),
(4,'Illmitz','Austria','reedbed',117,1950),
(5,'Bukowo','Poland','coast',3,1961),
(6,'Doñana Norte','Spain','wetland',10,1994),
(7,'Rybachy','Russia','dune',8,1956),
(8,'Biebrza Mid','Poland','wetland',105,2006);
INSERT INTO Ringer VALUES
(1,'Ingrid','Lindqvist','Sweden',1998,1),
(2,'Vytautas','Jusys','Lithuania',1985,2),
(3,'Claire','Rochat','Switzerland',2011,3),
(4,'Tomasz','Kowal','Poland',2004,5),
(5,'Marta','Zielinska','Poland',2016,8),
(6,'Carmen','Ortega','Spain',2009,6),
(7,'Josef','Huber','Austria',1992,4),
(8,'Oleg','Sokolov','Russia',2001,NULL),
(9,'Erik','Holm','Sweden',2019,1);
INSERT INTO Bird VALUES
('AB1201',1,'F',2020,'blue'),
('AB1202',1,'M',2021,'blue'),
('CK3310',3,'M',2019,'red'),
('CK3311',3,'F',2020,'red'),
('LT0047',4,'M',2021,'green'),
('LT0048',4,'F',NULL,'green'),
('RW7713',5,'M',2018,'white'),
('RW7720',5,'F',2021,'white'),
('TD9001',6,'F',2019,'yellow'),
('TU5500',7,'M',2022,'blue'),
('TU5508',8,NULL,2020,'blue'),
('XB0090',2,'M',2022,'green'),
('AB1299',1,'F',2022,'white');
INSERT INTO Capture VALUES
(1,'AB1201',1,1,'2021-09-12',16.4,72,3),
(2,'AB1202',1,9,'2021-10-02',17.8,74,4),
(3,'CK3310',2,2,'2021-10-15',18.9,77,2),
(4,'AB1201',5,4,'2022-03-28',15.2,72,1),
(5,'LT0047',8,5,'2022-06-04',11.7,63,0),
(6,'LT0048',8,5,'2022-06-05',12.1,62,1),
(7,'RW7713',4,7,'2022-07-19',12.6,67,2),
(8,'RW7720',4,7,'2022-07-19',11.9,65,1),
(9,'TD9001',6,6,'2022-08-23',148.5,176,5),
(10,'TU5500',3,3,'2022-10-11',63.3,119,4),
(11,'AB1202',3,3,'2022-10-12',18.6,74,5),
(12,'LT0047',6,6,'2023-03-30',12.9,64,3),
(13,'TU5508',1,9,'2023-10-21',104.0,147,NULL),
(14,'RW7713',6,6,'2023-04-14',13.1,67,4);
