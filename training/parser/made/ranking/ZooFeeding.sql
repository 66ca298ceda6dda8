CREATE TABLE Enclosure (
  EnclosureId INTEGER PRIMARY KEY,
  Name TEXT,
  Zone TEXT,
  AreaM2 INTEGER,
  BuiltYear INTEGER
);
CREATE TABLE Animal (
  AnimalId INTEGER PRIMARY KEY,
  Name TEXT,
  Species TEXT,
  Sex TEXT,
  BirthYear INTEGER,
  WeightKg REAL,
  EnclosureId INTEGER,
  Origin TEXT,
  FOREIGN KEY (EnclosureId) REFERENCES Enclosure(EnclosureId)
);
CREATE TABLE Supplier (
  SupplierId INTEGER PRIMARY KEY,
  Name TEXT,
  City TEXT,
  Rating INTEGER
);
CREATE TABLE Feed (
  FeedId INTEGER PRIMARY KEY,
  Name TEXT,
  Category TEXT,
  KcalPerKg INTEGER,
  PricePerKg REAL,
  StockKg INTEGER,
  SupplierId INTEGER,
  FOREIGN KEY (SupplierId) REFERENCES Supplier(SupplierId)
);
CREATE TABLE Keeper (
  KeeperId INTEGER PRIMARY KEY,
  Name TEXT,
  City TEXT,
  HiredOn DATE,
  Salary INTEGER
);
CREATE TABLE FeedingPlan (
  PlanId INTEGER PRIMARY KEY,
  AnimalId INTEGER,
  FeedId INTEGER,
  KeeperId INTEGER,
  Hour INTEGER,
  AmountKg REAL,
  Note TEXT,
  FOREIGN KEY (AnimalId) REFERENCES Animal(AnimalId),
  FOREIGN KEY (FeedId) REFERENCES Feed(FeedId),
  FOREIGN KEY (KeeperId) REFERENCES Keeper(KeeperId)
);
INSERT INTO Enclosure VALUES (1,'Acacia Plain','Africa',5200,1996),(2,'Bamboo Court','Asia',900,2012),(3,'Otter Brook','Europe',340,2004),(4,'Kopje Rock','Africa',150,1988),(5,'Monsoon House','Asia',1450,2019),(6,'Pampas Yard','South America',2300,2001),(7,'Penguin Cove','South America',610,2015),(8,'Owl Barn','Europe',120,1979);
INSERT INTO Animal VALUES (1,'Tembo','elephant','male',1994,5100,1,'Kenya'),(2,'Asha','elephant','female',2008,2900,5,'Sri Lanka'),(3,'Mei Lan','red panda','female',2019,5.2,2,'China'),(4,'Bolt','otter','male',2020,9.4,3,'Wales'),(5,'Zawadi','giraffe','female',2013,820,1,'Kenya'),(6,'Pip','penguin','male',2017,4.1,7,'Chile'),(7,'Dolores','penguin','female',2015,3.8,7,'Chile'),(8,'Kiboko','rock hyrax','male',2021,3.3,4,NULL),(9,'Rana','tapir','female',2011,310,5,'Malaysia'),(10,'Gaucho','maned wolf','male',2016,24.5,6,'Argentina'),(11,'Jaya','red panda','male',2018,5.9,2,'Nepal'),(12,'Minerva','eagle owl','female',2005,2.7,8,'Slovenia'),(13,'Twiga','giraffe','male',2010,1150,1,'Tanzania');
INSERT INTO Supplier VALUES (1,'Green Meadow Farms','Chester',4),(2,'North Quay Fish','Grimsby',5),(3,'Bamboo & Co','Rotterdam',3),(4,'Orchard Valley','Hereford',4),(5,'Mice on Ice','Chester',2),(6,'Delta Hay','Arles',3),(7,'Tropic Fruits','Rotterdam',5);
INSERT INTO Feed VALUES (1,'meadow hay','roughage',1900,0.35,4200,1),(2,'lucerne','roughage',2100,0.55,1800,6),(3,'bamboo shoots','leaves',1100,4.2,260,3),(4,'herring','fish',1800,3.1,540,2),(5,'sprats','fish',1650,2.6,310,2),(6,'apples','fruit',520,1.4,700,4),(7,'bananas','fruit',890,1.75,280,7),(8,'frozen mice','meat',1700,9.8,45,5),(9,'acacia branches','leaves',1300,2.2,390,1),(10,'beef heart','meat',1750,6.4,95,NULL),(11,'mineral pellets','concentrate',2800,1.95,620,6);
INSERT INTO Keeper VALUES (1,'Harriet Boyle','Chester','2011-03-01',29500),(2,'Samuel Mensah','Liverpool','2016-07-18',27200),(3,'Yuki Tanabe','Chester','2020-02-10',25400),(4,'Owen Prosser','Wrexham','2008-10-06',31800),(5,'Beatriz Lima','Liverpool','2022-05-23',23900),(6,'Dagmar Holt','Crewe','2019-09-02',26100),(7,'Neil Aspinall','Wrexham','2023-11-13',22800);
INSERT INTO FeedingPlan VALUES (1,1,1,4,7,95,'scatter'),(2,1,6,4,15,12,'training'),(3,2,1,2,8,60,'scatter'),(4,2,7,2,16,6,'training'),(5,3,3,3,9,2.1,'on branch'),(6,11,3,3,9,2.4,'on branch'),(7,3,6,3,14,0.3,NULL),(8,4,4,6,10,1.2,'in water'),(9,5,9,1,11,18,'high rack'),(10,13,9,1,11,22,'high rack'),(11,6,5,5,12,0.6,'by hand'),(12,7,5,5,12,0.55,'by hand'),(13,9,2,2,17,9,NULL),(14,12,8,6,20,0.25,'by hand');
