CREATE TABLE CocoaOrigins (
  OriginId INTEGER PRIMARY KEY,
  Country TEXT,
  Cooperative TEXT,
  BeanType TEXT,
  PricePerKg REAL,
  Organic TEXT
);
CREATE TABLE Recipes (
  RecipeId INTEGER PRIMARY KEY,
  Name TEXT,
  Style TEXT,
  CocoaPercent INTEGER,
  ConchingHours INTEGER,
  Creator TEXT
);
CREATE TABLE RecipeBeans (
  RecipeId INTEGER REFERENCES Recipes(RecipeId),
  OriginId INTEGER REFERENCES CocoaOrigins(OriginId),
  SharePercent INTEGER,
  RoastMinutes INTEGER,
  PRIMARY KEY (RecipeId, OriginId)
);
CREATE TABLE ProductionLines (
  LineId INTEGER PRIMARY KEY,
  Name TEXT,
  Machine TEXT,
  InstalledYear INTEGER,
  CapacityKg INTEGER,
  Foreman TEXT
);
CREATE TABLE Batches (
  BatchId INTEGER PRIMARY KEY,
  RecipeId INTEGER REFERENCES Recipes(RecipeId),
  LineId INTEGER REFERENCES ProductionLines(LineId),
  MadeOn DATE,
  WeightKg REAL,
  RejectedKg REAL,
  TasteScore REAL
);
INSERT INTO CocoaOrigins VALUES
(1,'Ghana','Kuapa Hills','Forastero',3.1,'no'),
(2,'Ecuador','Rio Esmeralda','Nacional',6.4,'yes'),
(3,'Madagascar','Sambirano Union','Trinitario',7.9,'yes'),
(4,'Venezuela','Chuao Growers','Criollo',14.5,'no'),
(5,'Peru','Piura Blanca','Criollo',11.2,'yes'),
(6,'Ghana','Ashanti Gold Pod','Forastero',2.9,'no'),
(7,'Vietnam','Ben Tre Circle','Trinitario',5.7,'no'),
(8,'Tanzania','Kokoa Kilombero','Trinitario',6.8,'yes'),
(9,'Ecuador','Los Rios Verde','CCN-51',3.6,'no'),
(10,'Ecuador','Manabi Rojo','Trinitario',5.2,'no'),
(11,'Ghana','Volta Red','Trinitario',4.4,'yes');
INSERT INTO Recipes VALUES
(1,'Midnight Slab','dark',85,72,'Anneke Claes'),
(2,'Velvet Cow','milk',38,48,'Anneke Claes'),
(3,'Sambirano Red','dark',70,60,'Hugo Lambert'),
(4,'Snowfield','white',30,24,'Mio Hasegawa'),
(5,'Salted Tide','milk',45,50,'Hugo Lambert'),
(6,'Abuela Caliente','drinking',60,18,'Pilar Quiroga'),
(7,'Chuao Reserve','dark',78,96,'Hugo Lambert'),
(8,'Yuzu Cloud','white',33,26,'Mio Hasegawa'),
(9,'Baker''s Block','dark',100,12,NULL),
(10,'Hazel Street','milk',41,44,'Pilar Quiroga');
INSERT INTO RecipeBeans VALUES
(1,1,60,28),
(1,2,40,22),
(2,1,70,25),
(2,6,30,25),
(3,3,100,19),
(5,2,55,21),
(5,8,45,20),
(6,5,35,17),
(6,9,65,24),
(7,4,100,15),
(9,6,80,30),
(9,9,20,27),
(10,8,100,23);
INSERT INTO ProductionLines VALUES
(1,'Line Anvers','Bühler Five-Roll',2012,900,'Dirk Maes'),
(2,'Line Bruges','Carle Conche',1998,450,'Sabine Wouters'),
(3,'Line Ghent','Aasted Moulder',2018,1300,'Dirk Maes'),
(4,'Old Faithful','Granite Melangeur',1936,80,'Emiel Baert'),
(5,'Line Namur','Aasted Moulder',2021,1500,'Fatou Diallo'),
(6,'Pilot Bench','Selmi One',2016,25,NULL),
(7,'Line Liege','Carle Conche',2005,600,'Sabine Wouters'),
(8,'Cocoa Powder Mill','Bauermeister',1989,350,'Fatou Diallo');
INSERT INTO Batches VALUES
(201,1,2,'2023-01-10',410.0,6.5,8.4),
(202,2,3,'2023-01-17',1240.0,31.0,7.2),
(203,3,4,'2023-01-30',76.0,1.2,9.1),
(204,5,1,'2023-02-14',870.0,18.4,8.0),
(205,2,5,'2023-02-28',1460.0,22.7,7.5),
(206,7,4,'2023-03-15',72.5,0.9,9.6),
(207,4,3,'2023-04-03',1105.0,40.2,6.8),
(208,9,7,'2023-04-21',580.0,12.0,NULL),
(209,1,1,'2023-05-09',815.0,9.8,8.7),
(210,10,5,'2023-06-13',1390.0,35.5,7.9),
(211,3,2,'2023-07-04',395.0,5.1,8.9),
(212,5,3,'2023-08-19',1180.0,27.6,7.7),
(213,1,7,'2023-09-26',545.0,14.3,8.2),
(214,2,3,'2023-10-30',1210.0,25.5,7.4);
