CREATE TABLE farms (
  farm_id INTEGER PRIMARY KEY,
  farm_name TEXT,
  owner TEXT,
  region TEXT,
  country TEXT,
  hectares REAL,
  organic TEXT
);
CREATE TABLE breeds (
  breed_id INTEGER PRIMARY KEY,
  breed_name TEXT,
  origin_country TEXT,
  avg_weight_kg INTEGER,
  fat_percent REAL
);
CREATE TABLE cows (
  cow_id INTEGER PRIMARY KEY,
  farm_id INTEGER REFERENCES farms(farm_id),
  breed_id INTEGER REFERENCES breeds(breed_id),
  cow_name TEXT,
  birth_date DATE,
  calves INTEGER,
  daily_litres REAL
);
CREATE TABLE creameries (
  creamery_id INTEGER PRIMARY KEY,
  creamery_name TEXT,
  town TEXT,
  country TEXT,
  speciality TEXT,
  founded_year INTEGER
);
CREATE TABLE milk_deliveries (
  delivery_id INTEGER PRIMARY KEY,
  farm_id INTEGER,
  creamery_id INTEGER,
  delivery_date DATE,
  litres INTEGER,
  price_per_litre REAL,
  quality_grade TEXT,
  FOREIGN KEY (farm_id) REFERENCES farms(farm_id),
  FOREIGN KEY (creamery_id) REFERENCES creameries(creamery_id)
);
INSERT INTO farms VALUES
(1,'Kilbracken Meadows','Nora Gallagher','Cork','Ireland',84.0,'no'),
(2,'Alpenblick','Urs Zimmermann','Bern','Switzerland',32.5,'yes'),
(3,'Ferme du Vieux Chêne','Hélène Caron','Normandy','France',61.2,'yes'),
(4,'Waikato Green','Tama Rangi','Waikato','New Zealand',240.0,'no'),
(5,'De Lage Polder','Sjoerd Hoekstra','Friesland','Netherlands',73.8,'no'),
(6,'Maple Hollow','Beth Carver','Vermont','USA',118.0,'yes'),
(7,'Cascina Bellavista','Giorgio Riva','Lombardy','Italy',55.0,NULL),
(8,'Ballyfin Grange','Liam Keane','Cork','Ireland',97.4,'yes'),
(9,'Nyda Gård','Astrid Moe','Rogaland','Norway',28.0,'no');
INSERT INTO breeds VALUES
(1,'Holstein','Netherlands',680,3.7),
(2,'Jersey','Jersey',430,4.9),
(3,'Brown Swiss','Switzerland',620,4.0),
(4,'Normande','France',700,4.2),
(5,'Ayrshire','Scotland',550,3.9),
(6,'Norwegian Red','Norway',600,4.1),
(7,'Guernsey','Guernsey',480,4.7),
(8,'Kerry','Ireland',390,4.0);
INSERT INTO cows VALUES
(1,1,1,'Daisy','2017-03-14',4,29.5),
(2,1,1,'Molly','2019-04-02',2,31.2),
(3,2,3,'Heidi','2016-05-21',5,22.8),
(4,2,3,'Bruna','2020-02-11',1,20.4),
(5,3,4,'Pâquerette','2018-07-30',3,24.1),
(6,3,2,'Noisette','2019-09-09',2,18.7),
(7,4,2,'Kowhai','2018-08-17',3,19.9),
(8,4,1,'Huia','2020-08-05',1,28.3),
(9,5,1,'Klara 44','2015-11-26',6,33.6),
(10,5,1,'Truus 12','2021-01-19',NULL,26.0),
(11,6,5,'Maple','2019-06-13',2,21.5),
(12,8,2,'Clover','2017-12-01',4,17.2),
(13,9,6,'Dagros','2018-04-24',3,25.7),
(14,7,3,'Stella','2016-10-10',5,23.3);
INSERT INTO creameries VALUES
(1,'Golden Churn','Mallow','Ireland','butter',1924),
(2,'Käserei Thun','Thun','Switzerland','cheese',1891),
(3,'Laiterie d''Isigny Nord','Caen','France','cheese',1932),
(4,'Southern Cross Dairy','Hamilton','New Zealand','milk powder',1968),
(5,'Zuivelhoeve Sneek','Sneek','Netherlands','yoghurt',1957),
(6,'Green Mountain Creamery','Burlington','USA','cheese',1985),
(7,'Latteria Adda','Lodi','Italy','cheese',1940),
(8,'Fjordmelk','Stavanger','Norway','yoghurt',2009);
INSERT INTO milk_deliveries VALUES
(1,1,1,'2023-04-03',4200,0.41,'A'),
(2,8,1,'2023-04-04',3900,0.52,'A'),
(3,2,2,'2023-04-05',1150,0.68,'A'),
(4,3,3,'2023-04-06',2100,0.57,'B'),
(5,4,4,'2023-04-10',15200,0.36,'A'),
(6,5,5,'2023-04-11',6100,0.44,'B'),
(7,6,6,'2023-04-12',3050,0.61,'A'),
(8,1,1,'2023-05-02',4450,0.42,'B'),
(9,3,3,'2023-05-08',2240,0.58,'A'),
(10,4,4,'2023-05-09',14800,0.35,'C'),
(11,2,2,'2023-05-15',1210,0.69,'A'),
(12,7,2,'2023-05-22',1800,0.55,NULL),
(13,7,7,'2023-06-01',2600,0.50,'B'),
(14,5,5,'2023-06-06',5900,0.43,'A');
