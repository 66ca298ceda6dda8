CREATE TABLE roasteries (
  id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  country TEXT,
  opened_year INTEGER,
  owner TEXT,
  drum_kg INTEGER
);
CREATE TABLE farms (
  id INTEGER PRIMARY KEY,
  name TEXT,
  country TEXT,
  region TEXT,
  altitude_m INTEGER,
  certified TEXT
);
CREATE TABLE beans (
  id INTEGER PRIMARY KEY,
  name TEXT,
  farm_id INTEGER REFERENCES farms(id),
  variety TEXT,
  process TEXT,
  cup_score REAL,
  harvest_year INTEGER
);
CREATE TABLE roasts (
  id INTEGER PRIMARY KEY,
  roastery_id INTEGER REFERENCES roasteries(id),
  bean_id INTEGER REFERENCES beans(id),
  roasted_on DATE,
  level TEXT,
  kilos REAL,
  price_kg REAL
);
CREATE TABLE cafes (
  id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  seats INTEGER,
  rating REAL
);
CREATE TABLE deliveries (
  roast_id INTEGER,
  cafe_id INTEGER,
  delivered_on DATE,
  kilos REAL,
  paid TEXT,
  PRIMARY KEY (roast_id, cafe_id),
  FOREIGN KEY (roast_id) REFERENCES roasts(id),
  FOREIGN KEY (cafe_id) REFERENCES cafes(id)
);
INSERT INTO roasteries VALUES
(1,'Copper Drum','Melbourne','Australia',2008,'Tess Calloway',15),
(2,'Nordbrenn','Oslo','Norway',2011,'Eirik Dahl',12),
(3,'Café del Puerto','Valencia','Spain',1987,'Amparo Gil',60),
(4,'Second Crack','Portland','USA',2014,'Jamal Reeves',25),
(5,'Hibiki Roasters','Kyoto','Japan',2017,'Aya Nomura',5),
(6,'Morning Engine','Melbourne','Australia',2019,'Vikram Sethi',10),
(7,'Röstwerk Elbe','Hamburg','Germany',2003,NULL,45);
INSERT INTO farms VALUES
(1,'Finca La Niebla','Colombia','Huila',1750,'yes'),
(2,'Gedeb Hills','Ethiopia','Yirgacheffe',2050,'yes'),
(3,'Fazenda Boa Vista','Brazil','Cerrado',1100,'no'),
(4,'Kiambu Ridge','Kenya','Kiambu',1820,'no'),
(5,'Las Camelias','Guatemala','Antigua',1600,'yes'),
(6,'Banko Station','Ethiopia','Guji',2180,'no'),
(7,'Sitio Aurora','Brazil','Mantiqueira',1280,'yes'),
(8,'Wahana Slope','Indonesia','Sumatra',1350,NULL);
INSERT INTO beans VALUES
(1,'Niebla Pink',1,'Bourbon','washed',87.5,2022),
(2,'Niebla Honey',1,'Caturra','honey',86.0,2023),
(3,'Gedeb Flower',2,'Heirloom','washed',89.25,2022),
(4,'Boa Base',3,'Catuai','natural',81.5,2022),
(5,'Kiambu AA',4,'SL28','washed',88.0,2023),
(6,'Camelias Reserve',5,'Bourbon','washed',85.75,2022),
(7,'Banko Wild',6,'Heirloom','natural',90.5,2023),
(8,'Aurora Yellow',7,'Catuai','honey',84.0,2023),
(9,'Boa Peaberry',3,'Bourbon','natural',83.25,2023),
(10,'Wahana Dark Forest',8,'Typica','wet hulled',82.0,2022);
INSERT INTO roasts VALUES
(1,1,3,'2023-02-06','light',14.0,38.0),
(2,1,4,'2023-02-13','dark',30.0,21.0),
(3,2,3,'2023-03-01','light',10.5,44.0),
(4,2,7,'2023-11-15','light',8.0,52.0),
(5,3,4,'2023-01-20','dark',120.0,16.5),
(6,3,10,'2023-04-18','dark',75.0,17.5),
(7,4,1,'2023-05-09','medium',24.0,33.0),
(8,4,6,'2023-06-27','medium',22.0,31.0),
(9,5,5,'2023-12-03','light',4.5,60.0),
(10,6,8,'2024-01-11','medium',18.0,29.5),
(11,6,7,'2024-01-25','light',9.0,47.0),
(12,1,2,'2024-02-02','medium',13.5,35.0),
(13,3,9,'2024-02-14','dark',60.0,19.0);
INSERT INTO cafes VALUES
(1,'Lantern Lane','Melbourne',34,4.6),
(2,'Kaffe og Bøker','Oslo',22,4.8),
(3,'Bar Sorolla','Valencia',48,4.1),
(4,'Rainy Day','Portland',40,4.4),
(5,'Tofu and Beans','Kyoto',12,4.9),
(6,'Brunswick Social','Melbourne',65,3.9),
(7,'Hafenklause','Hamburg',30,NULL),
(8,'Pier Nine','Valencia',26,4.3);
INSERT INTO deliveries VALUES
(1,1,'2023-02-09',6.0,'yes'),
(2,6,'2023-02-16',20.0,'yes'),
(2,1,'2023-02-17',5.0,'no'),
(3,2,'2023-03-03',7.5,'yes'),
(4,2,'2023-11-18',4.0,'yes'),
(5,3,'2023-01-24',45.0,'yes'),
(5,8,'2023-01-25',30.0,'no'),
(6,3,'2023-04-22',28.0,'yes'),
(7,4,'2023-05-12',16.0,'yes'),
(9,5,'2023-12-05',2.5,'yes'),
(10,6,'2024-01-15',12.0,'no'),
(11,1,'2024-01-28',3.0,'yes'),
(8,4,'2023-06-30',11.0,'no');
