CREATE TABLE buildings (
  id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  year_built INTEGER,
  floors INTEGER,
  heating_type TEXT
);
CREATE TABLE apartments (
  id INTEGER PRIMARY KEY,
  building_id INTEGER,
  unit_no TEXT,
  floor INTEGER,
  area_m2 REAL,
  residents INTEGER,
  FOREIGN KEY (building_id) REFERENCES buildings(id)
);
CREATE TABLE tariffs (
  id INTEGER PRIMARY KEY,
  name TEXT,
  energy_kind TEXT,
  price_per_kwh REAL,
  standing_charge REAL
);
CREATE TABLE meters (
  id INTEGER PRIMARY KEY,
  apartment_id INTEGER,
  tariff_id INTEGER,
  brand TEXT,
  installed_on DATE,
  status TEXT,
  FOREIGN KEY (apartment_id) REFERENCES apartments(id),
  FOREIGN KEY (tariff_id) REFERENCES tariffs(id)
);
CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  meter_id INTEGER,
  read_on DATE,
  kwh REAL,
  peak_kwh REAL,
  read_by TEXT,
  FOREIGN KEY (meter_id) REFERENCES meters(id)
);
INSERT INTO buildings VALUES
(1,'Lindenhof','Hamburg',1964,6,'district'),
(2,'Casa Olmo','Bologna',1988,5,'gas'),
(3,'Fjordblick','Bergen',2011,9,'heat pump'),
(4,'Maple Court','Toronto',1972,14,'gas'),
(5,'Torre Azul','Valencia',2005,18,'electric'),
(6,'Harbour Nine','Hamburg',2019,9,'heat pump'),
(7,'Rosewood Flats','Leeds',1931,4,NULL),
(8,'Vila Sol','Porto',1999,7,'electric');
INSERT INTO apartments VALUES
(101,1,'1A',1,54.5,2),
(102,1,'4C',4,71.0,4),
(103,2,'2B',2,88.3,3),
(104,3,'7D',7,63.2,1),
(105,3,'9A',9,112.0,5),
(106,4,'12F',12,47.9,1),
(107,4,'3B',3,66.4,NULL),
(108,5,'15C',15,95.0,4),
(109,6,'8A',8,79.5,2),
(110,6,'2D',2,58.0,2),
(111,7,'G1',0,42.7,1),
(112,4,'14A',14,120.6,6);
INSERT INTO tariffs VALUES
(1,'Day Saver','electricity',0.31,9.5),
(2,'Night Owl','electricity',0.22,11.0),
(3,'Green Flow','electricity',0.36,8.0),
(4,'Basic Gas','gas',0.11,14.2),
(5,'Gas Plus','gas',0.14,10.9),
(6,'City Heat','heat',0.17,18.5),
(7,'Solar Share','electricity',0.19,12.4),
(8,'Comfort Heat','heat',0.2,NULL);
INSERT INTO meters VALUES
(501,101,1,'Iskra','2015-03-12','active'),
(502,101,6,'Kamstrup','2015-03-12','active'),
(503,102,2,'Iskra','2018-11-02','active'),
(504,103,5,'Elster','2009-06-30','faulty'),
(505,104,3,'Kamstrup','2020-01-17','active'),
(506,105,7,'Landis','2021-09-08','active'),
(507,106,4,'Elster','2007-04-21','retired'),
(508,107,1,'Landis','2016-07-14','active'),
(509,108,3,'Iskra','2019-02-25','faulty'),
(510,109,7,'Kamstrup','2022-05-03','active'),
(511,110,3,'Kamstrup','2022-06-14','active'),
(512,112,5,'Elster','2013-10-19','active'),
(513,112,2,'Landis','2017-12-01','retired');
INSERT INTO readings VALUES
(1,501,'2023-01-31',212.4,80.1,'remote'),
(2,501,'2023-02-28',198.0,71.5,'remote'),
(3,502,'2023-01-31',640.9,NULL,'visit'),
(4,503,'2023-01-31',305.7,90.2,'remote'),
(5,504,'2023-01-31',811.3,NULL,'visit'),
(6,505,'2023-02-28',151.6,60.0,'remote'),
(7,506,'2023-02-28',420.2,188.4,'remote'),
(8,506,'2023-03-31',377.5,149.9,'remote'),
(9,508,'2023-01-31',244.8,101.3,'tenant'),
(10,509,'2023-03-31',530.0,275.6,'tenant'),
(11,510,'2023-03-31',120.9,44.7,'remote'),
(12,512,'2023-02-28',902.1,NULL,'visit'),
(13,503,'2023-03-31',288.3,85.5,'remote'),
(14,501,'2023-03-31',175.2,66.8,'remote');
