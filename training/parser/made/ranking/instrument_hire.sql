CREATE TABLE makers (
  maker_id INTEGER PRIMARY KEY,
  name TEXT,
  country TEXT,
  founded_year INTEGER
);
CREATE TABLE instruments (
  instrument_id INTEGER PRIMARY KEY,
  kind TEXT,
  family TEXT,
  maker_id INTEGER,
  size TEXT,
  built_year INTEGER,
  insured_value REAL,
  monthly_fee REAL,
  FOREIGN KEY (maker_id) REFERENCES makers(maker_id)
);
CREATE TABLE learners (
  learner_id INTEGER PRIMARY KEY,
  name TEXT,
  birth_year INTEGER,
  town TEXT,
  parent_name TEXT
);
CREATE TABLE rentals (
  rental_id INTEGER PRIMARY KEY,
  learner_id INTEGER,
  instrument_id INTEGER,
  start_date DATE,
  end_date DATE,
  deposit REAL,
  condition_back TEXT,
  FOREIGN KEY (learner_id) REFERENCES learners(learner_id),
  FOREIGN KEY (instrument_id) REFERENCES instruments(instrument_id)
);
CREATE TABLE services (
  service_id INTEGER PRIMARY KEY,
  instrument_id INTEGER,
  service_date DATE,
  workshop TEXT,
  job TEXT,
  cost REAL,
  FOREIGN KEY (instrument_id) REFERENCES instruments(instrument_id)
);
INSERT INTO makers VALUES (1,'Hofmeier','Germany',1889),(2,'Kanzaki','Japan',1946),(3,'Atelier Lorrain','France',1923),(4,'Bluegrass Works','USA',1978),(5,'Stradella & Figli','Italy',1901),(6,'Dvorak Strings','Czechia',1955),(7,'Sakura Winds','Japan',1968),(8,'Elbe Brass','Germany',1932);
INSERT INTO instruments VALUES
(1,'violin','strings',6,'1/4',2015,420,12),(2,'violin','strings',6,'full',1998,1350,24),(3,'cello','strings',1,'3/4',2006,2100,33),(4,'flute','woodwind',3,'standard',2018,780,17),(5,'clarinet','woodwind',3,'standard',2011,950,19.5),(6,'trumpet','brass',8,'standard',2009,640,15),(7,'trombone','brass',8,'standard',2002,890,18),(8,'banjo','plucked',4,'full',2016,510,13.5),(9,'accordion','keyboard',5,'72 bass',1987,2450,36),(10,'violin','strings',2,'1/2',2020,380,11),(11,'saxophone','woodwind',2,'alto',2019,1640,29),(12,'guitar','plucked',NULL,'3/4',2013,210,8),(13,'cello','strings',1,'full',1974,4800,52),(14,'oboe','woodwind',3,'standard',2004,1990,31);
INSERT INTO learners VALUES (1,'Elin Sjögren',2013,'Uppsala','Karin Sjögren'),(2,'Mateo Vargas',2010,'Enköping','Lucía Vargas'),(3,'Nils Ekberg',2015,'Uppsala','Per Ekberg'),(4,'Hyejin Moon',2008,'Knivsta','Moon Sangwoo'),(5,'Yusuf Demir',2012,'Enköping','Leyla Demir'),(6,'Astrid Holm',2006,'Uppsala',NULL),(7,'Olivia Nyström',2011,'Tierp','Jonas Nyström'),(8,'Kofi Asante',2014,'Knivsta','Abena Asante'),(9,'Greta Wallin',1971,'Uppsala',NULL),(10,'Vilgot Lind',2009,'Tierp','Sara Lind'),(11,'Amina Warsame',2016,'Märsta','Hodan Warsame');
INSERT INTO rentals VALUES (1,1,1,'2021-08-23','2023-06-12',150,'good'),(2,1,10,'2023-06-12',NULL,120,NULL),(3,2,6,'2022-01-17','2022-12-19',200,'dented'),(4,3,1,'2023-08-21',NULL,155,NULL),(5,4,13,'2023-01-09','2024-06-10',900,'good'),(6,5,8,'2022-09-05','2023-01-30',110,'scratched'),(7,6,11,'2021-09-13','2022-06-13',400,'good'),(8,6,14,'2022-08-29','2024-06-03',450,'good'),(9,7,4,'2023-08-28',NULL,180,NULL),(10,8,3,'2024-01-15',NULL,500,NULL),(11,9,9,'2020-02-03','2020-11-30',600,'scratched'),(12,5,6,'2023-02-06','2024-06-14',210,'good'),(13,10,11,'2022-08-22',NULL,410,NULL),(14,2,7,'2023-01-16','2023-12-11',220,'dented');
INSERT INTO services VALUES (1,6,'2023-01-11','Brassdoktorn','dent removal',85),(2,7,'2024-01-08','Brassdoktorn','dent removal',120),(3,13,'2022-11-24','Ateljé Björk','new strings',160),(4,9,'2021-01-19','Dragspel Svensson','tuning',340),(5,1,'2023-07-03','Ateljé Björk','bow rehair',55),(6,11,'2022-07-20','Blåshuset','new pads',210),(7,14,'2022-08-15','Blåshuset','cleaning',45),(8,2,'2019-05-06','Ateljé Björk','crack repair',410),(9,5,'2020-10-12','Blåshuset','new pads',175),(10,8,'2023-02-14','Ateljé Björk','new strings',NULL);
