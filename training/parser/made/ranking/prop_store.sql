CREATE TABLE shelf (
  shelf_id INTEGER PRIMARY KEY,
  hall TEXT,
  level_no INTEGER,
  capacity INTEGER,
  climate TEXT
);
CREATE TABLE prop (
  prop_id INTEGER PRIMARY KEY,
  name TEXT,
  era TEXT,
  material TEXT,
  made_year INTEGER,
  worth REAL,
  shelf_id INTEGER,
  state TEXT,
  FOREIGN KEY (shelf_id) REFERENCES shelf(shelf_id)
);
CREATE TABLE production (
  production_id INTEGER PRIMARY KEY,
  title TEXT,
  director TEXT,
  genre TEXT,
  start_date DATE,
  budget INTEGER
);
CREATE TABLE loan (
  loan_id INTEGER PRIMARY KEY,
  prop_id INTEGER,
  production_id INTEGER,
  out_date DATE,
  back_date DATE,
  fee REAL,
  damaged TEXT,
  FOREIGN KEY (prop_id) REFERENCES prop(prop_id),
  FOREIGN KEY (production_id) REFERENCES production(production_id)
);
CREATE TABLE repair (
  repair_id INTEGER PRIMARY KEY,
  prop_id INTEGER,
  craftsman TEXT,
  repair_date DATE,
  cost REAL,
  FOREIGN KEY (prop_id) REFERENCES prop(prop_id)
);
INSERT INTO shelf VALUES (1,'North',1,40,'dry'),(2,'North',2,35,'dry'),(3,'North',3,20,'cooled'),(4,'South',1,60,'normal'),(5,'South',2,55,'normal'),(6,'South',3,25,'dry'),(7,'Cellar',1,80,'cooled'),(8,'Cellar',2,15,NULL);
INSERT INTO prop VALUES
(101,'Brass telescope','Victorian','metal',1881,950,1,'good'),
(102,'Rubber cleaver','Modern','rubber',2014,25,4,'worn'),
(103,'Samurai armour','Edo','metal',1998,4200,3,'good'),
(104,'Gilded throne','Medieval','wood',1967,7800,7,'fragile'),
(105,'Bakelite telephone','1940s','plastic',1943,180,2,'good'),
(106,'Oil lantern','Victorian','metal',1979,60,1,'worn'),
(107,'Treasure chest','Medieval','wood',2003,340,7,'good'),
(108,'Ray gun','Futuristic','plastic',1972,1250,5,'fragile'),
(109,'Silk parasol','Edo','silk',1926,410,3,NULL),
(110,'Typewriter','1940s','metal',1939,275,2,'worn'),
(111,'Foam boulder','Modern','rubber',2019,90,4,'good'),
(112,'Stuffed raven','Victorian','feather',1990,150,6,'fragile'),
(113,'Hologram desk','Futuristic','plastic',2021,5600,5,'good');
INSERT INTO production VALUES
(1,'The Salt Widow','Agnieszka Wolska','drama','2021-03-08',4200000),
(2,'Moonless Ronin','Takeshi Arai','adventure','2022-06-15',11500000),
(3,'Signal from Ceres','Amara Okafor','science fiction','2023-01-20',23800000),
(4,'Letters to Porto','Inês Carvalho','drama','2023-09-04',3100000),
(5,'The Clockmaker Falls','Rory Drummond','thriller','2022-11-11',7600000),
(6,'King of Nothing','Rory Drummond','adventure','2024-02-19',18900000),
(7,'Robots at Breakfast','Lucie Marchand','comedy','2024-05-27',5400000),
(8,'Fog Hour','Agnieszka Wolska','thriller','2024-10-01',2900000);
INSERT INTO loan VALUES
(1,101,1,'2021-03-01','2021-05-30',120,'no'),
(2,103,2,'2022-06-01','2022-10-12',640,'yes'),
(3,109,2,'2022-06-03','2022-09-28',95,'no'),
(4,108,3,'2023-01-10','2023-06-02',310,'yes'),
(5,113,3,'2023-01-12','2023-06-02',880,'no'),
(6,105,4,'2023-08-30','2023-11-15',45,'no'),
(7,110,4,'2023-08-31','2023-11-15',60,'no'),
(8,101,5,'2022-11-02','2023-02-20',135,'yes'),
(9,106,5,'2022-11-02','2023-02-20',30,'no'),
(10,104,6,'2024-02-10','2024-08-08',1150,'yes'),
(11,107,6,'2024-02-12','2024-08-08',75,'no'),
(12,113,7,'2024-05-20',NULL,905,'no'),
(13,108,7,'2024-05-21',NULL,330,'no'),
(14,106,1,'2021-03-02','2021-05-18',28,'no');
INSERT INTO repair VALUES
(1,103,'Hideo Mori','2022-11-05',520),(2,108,'Greta Lund','2023-07-14',210),(3,101,'Greta Lund','2023-03-09',85),(4,104,'Paolo Sarti','2024-09-02',1340),(5,110,'Greta Lund','2020-01-22',64),(6,112,'Paolo Sarti','2021-08-30',38),(7,104,'Paolo Sarti','2018-05-17',760),(8,105,'Hideo Mori','2019-12-03',NULL);
