CREATE TABLE Glasshouse (GlasshouseId integer PRIMARY KEY, Name text, Climate text, AreaM2 real, BuiltYear integer, TargetTemp real);
CREATE TABLE PlantFamily (FamilyId integer PRIMARY KEY, LatinName text, CommonName text, SpeciesKnown integer);
CREATE TABLE Plant (PlantId integer PRIMARY KEY, Name text, FamilyId integer, GlasshouseId integer, OriginCountry text, PlantedYear integer, HeightCm real, RedList text, FOREIGN KEY (FamilyId) REFERENCES PlantFamily(FamilyId), FOREIGN KEY (GlasshouseId) REFERENCES Glasshouse(GlasshouseId));
CREATE TABLE Gardener (GardenerId integer PRIMARY KEY, Name text, Specialty text, JoinedYear integer, HomeCity text);
CREATE TABLE CareLog (LogId integer PRIMARY KEY, PlantId integer, GardenerId integer, CareDate date, Task text, WaterLitres real, FOREIGN KEY (PlantId) REFERENCES Plant(PlantId), FOREIGN KEY (GardenerId) REFERENCES Gardener(GardenerId));
INSERT INTO Glasshouse VALUES
(1,'Palm Dome','tropical',1850,1904,26),
(2,'Cactus Hall','desert',920,1931,29),
(3,'Fern Gully','temperate',640,1958,17),
(4,'Orchid Wing','tropical',410,1986,24),
(5,'Alpine Room','alpine',220,1999,9),
(6,'Olive Court','mediterranean',775,2010,19),
(7,'Mist Gallery','cloud forest',530,2018,15),
(8,'Nursery Four','temperate',360,2022,NULL);
INSERT INTO PlantFamily VALUES
(1,'Arecaceae','palms',2600),(2,'Cactaceae','cacti',1750),(3,'Orchidaceae','orchids',28000),(4,'Polypodiaceae','polypody ferns',1650),(5,'Gentianaceae','gentians',1600),(6,'Oleaceae','olives',700),(7,'Nepenthaceae','pitcher plants',170),(8,'Proteaceae','proteas',1660),(9,'Bromeliaceae','bromeliads',3590);
INSERT INTO Plant VALUES
(1,'Chilean Wine Palm',1,1,'Chile',1911,1620,'endangered'),
(2,'Coco de Mer',1,1,'Seychelles',1987,480,'endangered'),
(3,'Golden Barrel',2,2,'Mexico',1962,95,'endangered'),
(4,'Old Man Cactus',2,2,'Mexico',1974,310,'least concern'),
(5,'Ghost Orchid',3,4,'Cuba',2006,22,'vulnerable'),
(6,'Moth Orchid',3,4,'Philippines',2015,48,NULL),
(7,'Black Orchid',3,7,'Belize',2019,35,NULL),
(8,'Hare Foot Fern',4,3,'Jamaica',1990,60,'least concern'),
(9,'Spring Gentian',5,5,'Austria',2011,8,'least concern'),
(10,'Wild Olive',6,6,'Morocco',2012,420,'least concern'),
(11,'Attenborough Pitcher',7,7,'Philippines',2020,110,'critically endangered'),
(12,'Air Moss',9,4,'Mexico',2008,25,'least concern'),
(13,'Trumpet Gentian',5,5,'Switzerland',2016,10,NULL);
INSERT INTO Gardener VALUES
(1,'Maeve Kinsella','orchids',2007,'Galway'),
(2,'Diego Salazar','cacti',1999,'Oaxaca'),
(3,'Hana Novakova','alpines',2014,'Brno'),
(4,'Samuel Addo','palms',2011,'Kumasi'),
(5,'Rina Fujii','ferns',2020,'Nara'),
(6,'Pierre Gallet','orchids',2018,'Nancy'),
(7,'Olga Wren','carnivores',2021,'Galway'),
(8,'Tariq Aziz','olives',2024,'Fez');
INSERT INTO CareLog VALUES
(1,5,1,'2024-03-01','misting',0.8),(2,6,6,'2024-03-01','repotting',1.5),(3,3,2,'2024-03-04','watering',2.0),(4,4,2,'2024-03-04','watering',3.5),(5,1,4,'2024-03-06','pruning',NULL),(6,2,4,'2024-03-07','watering',40.0),(7,9,3,'2024-03-10','weeding',NULL),(8,13,3,'2024-03-10','watering',0.5),(9,8,5,'2024-03-12','misting',1.2),(10,11,7,'2024-03-15','misting',0.9),(11,5,6,'2024-03-18','watering',0.6),(12,7,1,'2024-03-20','watering',0.7),(13,1,5,'2024-03-22','watering',65.0),(14,12,1,'2024-03-25','misting',0.4);
