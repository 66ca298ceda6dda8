CREATE TABLE Skater (
  SkaterId INTEGER PRIMARY KEY,
  Name TEXT,
  Nation TEXT,
  BirthYear INTEGER,
  Discipline TEXT,
  CoachId INTEGER,
  FOREIGN KEY (CoachId) REFERENCES Coach(CoachId)
);
CREATE TABLE Coach (
  CoachId INTEGER PRIMARY KEY,
  Name TEXT,
  City TEXT,
  YearsActive INTEGER
);
CREATE TABLE Competition (
  CompId INTEGER PRIMARY KEY,
  Name TEXT,
  City TEXT,
  StartDate DATE,
  PrizeMoney INTEGER,
  Level TEXT
);
CREATE TABLE Performance (
  PerfId INTEGER PRIMARY KEY,
  SkaterId INTEGER,
  CompId INTEGER,
  Segment TEXT,
  TechnicalScore REAL,
  ComponentScore REAL,
  Falls INTEGER,
  FOREIGN KEY (SkaterId) REFERENCES Skater(SkaterId),
  FOREIGN KEY (CompId) REFERENCES Competition(CompId)
);
CREATE TABLE JumpElement (
  ElementId INTEGER PRIMARY KEY,
  PerfId INTEGER,
  JumpName TEXT,
  BaseValue REAL,
  GradeOfExecution REAL,
  FOREIGN KEY (PerfId) REFERENCES Performance(PerfId)
);
INSERT INTO Coach VALUES
(1,'Irina Vasilenko','Riga',31),
(2,'Brian Castell','Toronto',24),
(3,'Choi Mi-rae','Gangneung',12),
(4,'Sandro Gallo','Bergamo',18),
(5,'Mihoko Arata','Nagoya',27),
(6,'Henrik Lund','Oslo',5),
(7,'Colette Dubois','Lyon',9),
(8,'Adele Price','Colorado Springs',15);
INSERT INTO Skater VALUES
(1,'Seo Ha-yun','KOR',2005,'women',3),
(2,'Lukas Brandt','GER',1999,'men',4),
(3,'Yuna Takemori','JPN',2003,'women',5),
(4,'Elodie Marchand','FRA',2001,'women',7),
(5,'Ryo Kanzaki','JPN',2000,'men',5),
(6,'Tyler Whitcomb','USA',1998,'men',8),
(7,'Anete Ozola','LAT',2006,'women',1),
(8,'Matteo Ricci','ITA',1997,'men',4),
(9,'Kang Do-hyun','KOR',2004,'men',2),
(10,'Freya Solberg','NOR',2002,'women',NULL),
(11,'Maddie Cole','USA',2004,'women',2);
INSERT INTO Competition VALUES
(1,'Maple Cup','Montreal',  '2022-10-21',60000,'senior'),
(2,'Baltic Trophy','Riga','2022-11-11',18000,'challenger'),
(3,'Sakura Classic','Nagoya','2023-02-17',75000,'senior'),
(4,'Alpine Blades','Bergamo','2023-09-08',22000,'challenger'),
(5,'Gangwon Open','Gangneung','2023-10-27',55000,'senior'),
(6,'Fjord Challenge','Oslo','2023-11-24',15000,'challenger'),
(7,'Rhone Grand Final','Lyon','2024-01-12',120000,'senior'),
(8,'Youth Spin Festival','Riga','2024-03-01',NULL,'junior');
INSERT INTO Performance VALUES
(1,1,1,'short',38.2,33.1,0),
(2,1,1,'free',71.4,66.0,1),
(3,3,1,'short',40.9,35.2,0),
(4,5,3,'short',52.6,43.8,0),
(5,5,3,'free',98.7,88.4,2),
(6,2,2,'short',39.5,36.6,1),
(7,7,2,'short',33.8,29.4,0),
(8,8,4,'free',74.1,76.9,3),
(9,9,5,'short',48.3,39.9,0),
(10,1,5,'free',76.8,67.7,0),
(11,4,7,'short',36.4,33.9,1),
(12,6,7,'free',91.2,83.5,0),
(13,5,7,'free',101.3,90.6,0),
(14,10,6,'short',29.7,27.8,2),
(15,1,5,'short',39.0,34.4,0);
INSERT INTO JumpElement VALUES
(1,1,'triple lutz',5.9,1.2),
(2,1,'double axel',3.3,0.8),
(3,3,'triple flip',5.3,1.6),
(4,4,'quad toe loop',9.5,2.1),
(5,5,'quad salchow',9.7,-4.8),
(6,5,'triple axel',8.0,1.9),
(7,6,'triple axel',8.0,-2.4),
(8,8,'triple lutz',5.9,-2.9),
(9,9,'triple axel',8.0,2.3),
(10,10,'triple flip',5.3,1.1),
(11,12,'quad toe loop',9.5,3.0),
(12,13,'quad lutz',11.5,2.7),
(13,13,'quad toe loop',9.5,2.5),
(14,14,'triple axel',8.0,-0.9);
