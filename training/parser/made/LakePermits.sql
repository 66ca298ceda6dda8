CREATE TABLE Lake (
  LakeID INTEGER PRIMARY KEY,
  Name TEXT,
  Region TEXT,
  AreaHa REAL,
  MaxDepth REAL,
  BoatsAllowed TEXT
);
CREATE TABLE Species (
  SpeciesID INTEGER PRIMARY KEY,
  Name TEXT,
  Family TEXT,
  MinSizeCm INTEGER,
  DailyLimit INTEGER
);
CREATE TABLE Angler (
  AnglerID INTEGER PRIMARY KEY,
  FullName TEXT,
  HomeTown TEXT,
  BirthYear INTEGER,
  ClubName TEXT
);
CREATE TABLE Permit (
  PermitNo TEXT PRIMARY KEY,
  AnglerID INTEGER REFERENCES Angler(AnglerID),
  LakeID INTEGER REFERENCES Lake(LakeID),
  Kind TEXT,
  IssuedOn DATE,
  Price REAL,
  DaysValid INTEGER
);
CREATE TABLE LakeStock (
  LakeID INTEGER,
  SpeciesID INTEGER,
  LastStocked INTEGER,
  FishReleased INTEGER,
  PRIMARY KEY (LakeID, SpeciesID),
  FOREIGN KEY (LakeID) REFERENCES Lake(LakeID),
  FOREIGN KEY (SpeciesID) REFERENCES Species(SpeciesID)
);
CREATE TABLE Catch (
  CatchID INTEGER PRIMARY KEY,
  PermitNo TEXT REFERENCES Permit(PermitNo),
  SpeciesID INTEGER REFERENCES Species(SpeciesID),
  CaughtOn DATE,
  WeightKg REAL,
  Released TEXT
);
INSERT INTO Lake VALUES
(1,'Walchensee','Bavaria',1640,190.0,'yes'),
(2,'Attersee','Upper Austria',4620,169.0,'yes'),
(3,'Mondsee','Upper Austria',1380,68.0,'yes'),
(4,'Weissensee','Carinthia',650,99.0,'no'),
(5,'Achensee','Tyrol',680,133.0,'yes'),
(6,'Plansee','Tyrol',287,77.0,'no'),
(7,'Lunzer See','Lower Austria',68,34.0,'no'),
(8,'Hintersee','Bavaria',16,18.0,NULL);
INSERT INTO Species VALUES
(1,'Brown Trout','Salmonidae',30,3),
(2,'Arctic Char','Salmonidae',28,4),
(3,'Northern Pike','Esocidae',60,2),
(4,'European Perch','Percidae',18,10),
(5,'Zander','Percidae',50,2),
(6,'Common Whitefish','Salmonidae',32,5),
(7,'Burbot','Lotidae',40,3),
(8,'Tench','Cyprinidae',NULL,6);
INSERT INTO Angler VALUES
(1,'Josef Huber','Kochel',1951,'Forelle Kochel'),
(2,'Lena Pichler','Salzburg',1988,'Mondsee Petri'),
(3,'Matteo Bianchi','Verona',1979,NULL),
(4,'Agnes Mayr','Innsbruck',1964,'Tiroler Haken'),
(5,'Pavel Dvorak','Brno',1993,NULL),
(6,'Karin Egger','Villach',1970,'Petri Villach'),
(7,'Stefan Moser','Innsbruck',2001,'Tiroler Haken'),
(8,'Sophie Lambert','Strasbourg',1985,NULL),
(9,'Georg Reiter','Salzburg',1947,'Mondsee Petri'),
(10,'Ilse Brandner','Munich',1999,'Forelle Kochel');
INSERT INTO Permit VALUES
('P-101',1,1,'season','2023-04-01',210.0,240),
('P-102',2,3,'season','2023-04-03',185.0,200),
('P-103',3,2,'day','2023-06-18',32.0,1),
('P-104',4,5,'week','2023-07-02',95.0,7),
('P-105',5,4,'day','2023-07-09',28.0,1),
('P-106',6,4,'season','2023-05-01',160.0,180),
('P-107',7,5,'week','2023-08-05',90.0,7),
('P-108',2,2,'day','2023-08-20',34.0,1),
('P-109',9,3,'week','2023-09-01',78.0,7),
('P-110',1,8,'day','2023-09-17',15.0,1),
('P-111',4,6,'day','2023-10-01',25.0,1),
('P-112',2,5,'day','2023-10-08',30.0,1);
INSERT INTO LakeStock VALUES
(1,1,2022,1200),(1,2,2023,3000),(1,7,2019,400),(2,1,2021,2500),(2,6,2023,8000),(3,3,2020,300),(3,5,2022,650),(3,6,2022,4200),(4,3,2018,250),(4,4,2021,900),(5,1,2023,1800),(5,2,2020,1500),(6,2,2022,700),(7,1,2017,500);
INSERT INTO Catch VALUES
(1,'P-101',2,'2023-05-14',0.9,'no'),
(2,'P-101',1,'2023-06-02',1.6,'no'),
(3,'P-102',5,'2023-05-28',3.4,'no'),
(4,'P-102',3,'2023-07-11',6.8,'yes'),
(5,'P-103',6,'2023-06-18',0.7,'no'),
(6,'P-104',2,'2023-07-04',1.1,'no'),
(7,'P-104',1,'2023-07-06',2.3,'yes'),
(8,'P-106',3,'2023-06-20',8.2,'no'),
(9,'P-106',4,'2023-08-15',0.4,'yes'),
(10,'P-107',1,'2023-08-07',1.3,'no'),
(11,'P-109',5,'2023-09-03',4.1,'no'),
(12,'P-102',3,'2023-09-22',5.5,'no');
