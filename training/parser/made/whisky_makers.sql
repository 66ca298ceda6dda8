CREATE TABLE distillery (
  id INTEGER PRIMARY KEY,
  name TEXT,
  region TEXT,
  country TEXT,
  founded INTEGER,
  stills INTEGER,
  capacity_ml REAL
);
CREATE TABLE cask (
  id INTEGER PRIMARY KEY,
  distillery_id INTEGER,
  wood TEXT,
  former_content TEXT,
  filled_on DATE,
  litres INTEGER,
  FOREIGN KEY (distillery_id) REFERENCES distillery(id)
);
CREATE TABLE bottling (
  id INTEGER PRIMARY KEY,
  distillery_id INTEGER,
  label TEXT,
  age INTEGER,
  abv REAL,
  price REAL,
  release_year INTEGER,
  FOREIGN KEY (distillery_id) REFERENCES distillery(id)
);
CREATE TABLE taster (
  id INTEGER PRIMARY KEY,
  name TEXT,
  country TEXT,
  years_experience INTEGER,
  magazine TEXT
);
CREATE TABLE tasting (
  bottling_id INTEGER,
  taster_id INTEGER,
  tasted_on DATE,
  points INTEGER,
  main_note TEXT,
  PRIMARY KEY (bottling_id, taster_id),
  FOREIGN KEY (bottling_id) REFERENCES bottling(id),
  FOREIGN KEY (taster_id) REFERENCES taster(id)
);
INSERT INTO distillery VALUES
(1,'Glen Corrie','Speyside','Scotland',1824,6,3.2),
(2,'Dunmarra','Islay','Scotland',1779,4,1.9),
(3,'Loch Sennet','Highland','Scotland',1898,8,4.5),
(4,'Ballycarn','Cork','Ireland',1825,3,6.1),
(5,'Kirishima Ridge','Kyushu','Japan',1985,2,0.8),
(6,'Hollow Creek','Kentucky','United States',1934,5,9.7),
(7,'Skarvøy','Lofoten','Norway',2014,2,NULL),
(8,'Eilean Dubh','Islay','Scotland',2005,2,0.6),
(9,'Taiping Mist','Yilan','Taiwan',2006,10,5.4),
(10,'Tullyroe','Antrim','Ireland',2016,3,1.1);
INSERT INTO cask VALUES
(1,1,'European oak','sherry','2005-10-03',500),
(2,1,'American oak','bourbon','2009-03-18',200),
(3,2,'American oak','bourbon','2011-06-22',200),
(4,2,'European oak','port','2007-01-15',550),
(5,3,'European oak','sherry','1998-11-30',500),
(6,4,'American oak','rum','2014-05-09',190),
(7,5,'Mizunara','new','2012-02-27',450),
(8,6,'American oak','new','2016-08-01',200),
(9,9,'European oak','sherry','2013-09-14',480),
(10,9,'American oak','bourbon','2015-04-25',200),
(11,8,'French oak','red wine','2010-12-12',225),
(12,5,'American oak','bourbon','2008-07-07',NULL);
INSERT INTO bottling VALUES
(1,1,'Glen Corrie 12',12,43.0,52.0,2018),
(2,1,'Glen Corrie Family Reserve',25,46.8,390.0,2021),
(3,2,'Dunmarra Peat Lantern',10,57.1,64.5,2019),
(4,2,'Dunmarra Storm Cask',NULL,58.4,88.0,2022),
(5,3,'Loch Sennet 18',18,46.0,129.0,2017),
(6,4,'Ballycarn Pot Still',9,40.0,38.9,2020),
(7,5,'Kirishima Mizunara',11,48.0,275.0,2023),
(8,6,'Hollow Creek Small Batch',7,50.0,44.0,2022),
(9,9,'Taiping Solo Sherry',8,59.2,160.0,2021),
(10,8,'Eilean Dubh First Light',5,46.0,71.0,2016),
(11,10,'Tullyroe Meadow',4,40.0,35.5,2020),
(12,9,'Taiping Cloud',NULL,43.0,48.0,2023);
INSERT INTO taster VALUES
(1,'Moira Keith','Scotland',28,'Dram Monthly'),
(2,'Haruto Abe','Japan',15,'Still & Barrel'),
(3,'Élodie Marchand','France',9,'Dram Monthly'),
(4,'Gus Whitlow','United States',21,'The Angel Share'),
(5,'Niamh Corrigan','Ireland',12,NULL),
(6,'Petter Dahl','Norway',6,'Still & Barrel'),
(7,'Ravi Menon','India',18,'The Angel Share'),
(8,'Chen Yu-ting','Taiwan',3,NULL);
INSERT INTO tasting VALUES
(1,1,'2022-03-04',84,'honey'),
(2,1,'2022-03-04',93,'dried fruit'),
(3,1,'2022-05-19',90,'smoke'),
(3,4,'2022-06-11',87,'smoke'),
(4,3,'2023-01-20',88,'seaweed'),
(5,2,'2022-09-15',91,'dried fruit'),
(6,5,'2022-10-02',80,'honey'),
(7,2,'2023-11-08',95,'incense'),
(7,7,'2023-12-01',92,'incense'),
(8,4,'2023-02-14',83,'vanilla'),
(9,7,'2023-04-23',94,'dried fruit'),
(10,6,'2022-08-30',78,'smoke'),
(11,5,'2022-10-02',76,NULL),
(9,1,'2023-05-05',89,'chocolate'),
(4,4,'2023-06-30',85,'smoke');
