CREATE TABLE Species (
  SpeciesId integer PRIMARY KEY,
  LatinName text,
  CommonName text,
  Family text,
  LifeForm text,
  Threatened text
);
INSERT INTO Species VALUES
(1,'Hordeum vulgare','barley','Poaceae','annual','no'),
(2,'Oryza glaberrima','African rice','Poaceae','annual','no'),
(3,'Phaseolus lunatus','lima bean','Fabaceae','annual','no'),
(4,'Cicer bijugum','wild chickpea','Fabaceae','annual','yes'),
(5,'Abeliophyllum distichum','white forsythia','Oleaceae','shrub','yes'),
(6,'Malus sieversii','wild apple','Rosaceae','tree','yes'),
(7,'Solanum jamesii','Four Corners potato','Solanaceae','perennial','no'),
(8,'Sorbus aria','whitebeam','Rosaceae','tree',NULL),
(9,'Lathyrus belinensis','Belin vetchling','Fabaceae','annual','yes'),
(10,'Fraxinus excelsior','ash','Oleaceae','tree','no');
CREATE TABLE Collector (
  CollectorId integer PRIMARY KEY,
  Name text,
  Country text,
  Institute text,
  ActiveSince integer
);
INSERT INTO Collector VALUES
(11,'Aigerim Sadykova','Kazakhstan','Almaty Botanical Garden',2004),
(12,'Mamadou Keita','Mali','Bamako Rice Centre',1996),
(13,'Han Ji-won','South Korea','Baekdudaegan Vault',2015),
(14,'Elspeth Carrick','United Kingdom','Kew Field Unit',1988),
(15,'Cem Ozturk','Turkey','Aegean Gene Bank',2001),
(16,'Rosalind Begay','United States','Diné Seed Project',2012),
(17,'Lucía Quispe','Peru',NULL,2009),
(18,'Bjarte Lunde','Norway','Kew Field Unit',1999);
CREATE TABLE Room (
  RoomId integer PRIMARY KEY,
  Name text,
  Temperature real,
  Shelves integer,
  Country text
);
INSERT INTO Room VALUES
(1,'Aurora',-18.0,220,'Norway'),
(2,'Boreas',-20.0,340,'Norway'),
(3,'Cirrus',-18.0,150,'United Kingdom'),
(4,'Delta',4.0,90,'Turkey'),
(5,'Echo',-20.0,410,'South Korea'),
(6,'Frost',-196.0,12,'United Kingdom'),
(7,'Gale',5.0,60,'Peru'),
(8,'Haven',-10.0,75,'Mali');
CREATE TABLE Accession (
  AccessionId text PRIMARY KEY,
  SpeciesId integer,
  CollectorId integer,
  RoomId integer,
  CollectedOn date,
  SeedCount integer,
  Altitude integer,
  FOREIGN KEY (SpeciesId) REFERENCES Species(SpeciesId),
  FOREIGN KEY (CollectorId) REFERENCES Collector(CollectorId),
  FOREIGN KEY (RoomId) REFERENCES Room(RoomId)
);
INSERT INTO Accession VALUES
('SB-0001',6,11,2,'2006-09-14',420,1450),
('SB-0002',2,12,1,'1998-11-03',8200,310),
('SB-0003',2,12,8,'2007-10-27',6400,285),
('SB-0004',5,13,5,'2017-06-21',350,260),
('SB-0005',8,14,3,'1991-10-08',1250,140),
('SB-0006',10,14,3,'2014-09-30',5600,75),
('SB-0007',4,15,4,'2003-07-19',180,1120),
('SB-0008',9,15,2,'2005-07-02',95,680),
('SB-0009',7,16,1,'2013-08-25',710,2050),
('SB-0010',3,17,7,'2011-05-16',2600,2380),
('SB-0011',1,18,2,'2000-08-12',12500,NULL),
('SB-0012',10,18,1,'2016-10-04',4300,210),
('SB-0013',6,11,5,'2019-09-22',510,1610),
('SB-0014',9,14,6,'2018-06-30',60,655);
CREATE TABLE GerminationTest (
  TestId integer PRIMARY KEY,
  AccessionId text,
  TestYear integer,
  Rate real,
  Days integer,
  Medium text,
  FOREIGN KEY (AccessionId) REFERENCES Accession(AccessionId)
);
INSERT INTO GerminationTest VALUES
(1,'SB-0001',2010,71.5,28,'agar'),
(2,'SB-0002',2003,93.0,8,'paper'),
(3,'SB-0002',2015,86.5,9,'paper'),
(4,'SB-0004',2019,44.0,41,'sand'),
(5,'SB-0005',1999,52.0,60,'sand'),
(6,'SB-0007',2008,66.0,17,'agar'),
(7,'SB-0008',2012,38.5,24,'agar'),
(8,'SB-0009',2016,79.0,20,'paper'),
(9,'SB-0010',2014,90.5,7,'paper'),
(10,'SB-0011',2005,97.0,5,'paper'),
(11,'SB-0011',2020,91.0,6,'paper'),
(12,'SB-0013',2021,75.0,NULL,'agar'),
(13,'SB-0006',2018,61.0,55,'sand');
