CREATE TABLE Estuary (
  EstuaryID INTEGER PRIMARY KEY,
  EstuaryName TEXT,
  Country TEXT,
  AvgSalinity REAL,
  WaterGrade TEXT
);
CREATE TABLE Farm (
  FarmID INTEGER PRIMARY KEY,
  FarmName TEXT,
  EstuaryID INTEGER REFERENCES Estuary(EstuaryID),
  OwnerName TEXT,
  FoundedYear INTEGER,
  Hectares REAL,
  Method TEXT
);
CREATE TABLE Variety (
  VarietyID INTEGER PRIMARY KEY,
  VarietyName TEXT,
  Species TEXT,
  MonthsToGrow INTEGER,
  FlavourNote TEXT
);
CREATE TABLE Harvest (
  HarvestID INTEGER PRIMARY KEY,
  FarmID INTEGER REFERENCES Farm(FarmID),
  VarietyID INTEGER REFERENCES Variety(VarietyID),
  HarvestDate DATE,
  Dozens INTEGER,
  LossPct REAL
);
CREATE TABLE Restaurant (
  RestaurantID INTEGER PRIMARY KEY,
  RestaurantName TEXT,
  City TEXT,
  Country TEXT,
  Seats INTEGER
);
CREATE TABLE Delivery (
  DeliveryID INTEGER PRIMARY KEY,
  HarvestID INTEGER REFERENCES Harvest(HarvestID),
  RestaurantID INTEGER REFERENCES Restaurant(RestaurantID),
  DeliveryDate DATE,
  Dozens INTEGER,
  PricePerDozen REAL
);
INSERT INTO Estuary VALUES
(1,'Belon','France',31.2,'A'),
(2,'Marennes Basin','France',29.5,'A'),
(3,'Carlingford Lough','Ireland',33.0,'B'),
(4,'Damariscotta River','United States',30.1,'A'),
(5,'Netarts Bay','United States',28.4,'B'),
(6,'Coffin Bay','Australia',35.6,'A'),
(7,'Hinase Inlet','Japan',31.9,'B'),
(8,'Ria de Arousa','Spain',34.1,'C');
INSERT INTO Farm VALUES
(1,'Ker Huitre',1,'Yann Le Goff',1952,14.5,'bottom'),
(2,'Parc des Claires',2,'Odile Morin',1934,22.0,'pond'),
(3,'Chenal Vert',2,'Bastien Roux',1987,9.3,'pond'),
(4,'Mourne Shells',3,'Ciara Donnelly',1996,18.7,'trestle'),
(5,'Lough Pearl',3,'Ciara Donnelly',2011,6.1,'trestle'),
(6,'Upper Bend Oysters',4,'Wes Hadlock',2004,7.8,'floating bag'),
(7,'Dodge Point Sea Farm',4,'Priya Raman',2016,4.2,'floating bag'),
(8,'Whiskey Creek Shell Co',5,'Lena Ortiz',1978,11.6,'bottom'),
(9,'Kellidie Leases',6,'Bruce Tapley',1991,26.4,'longline'),
(10,'Okayama Kaki',7,'Haruto Mori',1969,15.9,'raft'),
(11,'Batea Azul',8,'Xoana Rey',2007,12.8,'raft');
INSERT INTO Variety VALUES
(1,'Fine de Claire','Crassostrea gigas',36,'nutty'),
(2,'Belon Plate','Ostrea edulis',48,'metallic'),
(3,'Carlingford Rock','Crassostrea gigas',30,'sweet'),
(4,'Glidden Point','Crassostrea virginica',42,'briny'),
(5,'Netarts Petite','Crassostrea gigas',18,'melon'),
(6,'Kumamoto','Crassostrea sikamea',33,'melon'),
(7,'Angasi','Ostrea angasi',40,'metallic'),
(8,'Hinase Milk','Crassostrea gigas',20,'creamy'),
(9,'Rock of Sydney','Saccostrea glomerata',NULL,'briny');
INSERT INTO Harvest VALUES
(1,1,2,'2022-10-04',820,6.5),
(2,2,1,'2022-11-15',2600,3.2),
(3,3,1,'2022-12-01',940,4.8),
(4,4,3,'2023-01-20',1750,2.9),
(5,6,4,'2023-03-11',610,7.4),
(6,8,5,'2023-03-28',1320,5.1),
(7,8,6,'2023-04-16',480,9.0),
(8,9,7,'2023-06-02',730,8.3),
(9,10,8,'2023-01-09',3100,4.0),
(10,5,3,'2023-09-18',560,NULL),
(11,7,4,'2023-10-07',390,6.9),
(12,2,2,'2023-11-21',1150,5.6),
(13,9,1,'2023-12-12',1480,3.7);
INSERT INTO Restaurant VALUES
(1,'Le Comptoir Iode','Paris','France',54),
(2,'Shuck and Awe','Boston','United States',88),
(3,'The Moorings','Dublin','Ireland',62),
(4,'Kaiko','Osaka','Japan',26),
(5,'Harbour Light','Adelaide','Australia',120),
(6,'Casa Percebe','Vigo','Spain',45),
(7,'Brasserie du Port','Paris','France',140),
(8,'Rain City Raw','Portland','United States',70);
INSERT INTO Delivery VALUES
(1,1,1,'2022-10-05',60,28.5),
(2,2,7,'2022-11-16',200,17.0),
(3,2,1,'2022-11-17',80,18.5),
(4,4,3,'2023-01-21',150,15.2),
(5,5,2,'2023-03-12',110,24.0),
(6,6,8,'2023-03-30',140,16.8),
(7,7,8,'2023-04-17',45,31.0),
(8,8,5,'2023-06-03',95,22.4),
(9,9,4,'2023-01-10',70,19.9),
(10,11,2,'2023-10-08',85,25.5),
(11,12,7,'2023-11-22',120,27.3),
(12,13,5,'2023-12-13',160,14.6),
(13,4,7,'2023-01-23',90,20.7);
