CREATE TABLE glacier (
  id integer PRIMARY KEY,
  name text,
  mountain_range text,
  country text,
  length_km real,
  top_elevation_m integer,
  type text
);
CREATE TABLE station (
  id integer PRIMARY KEY,
  glacier_id integer,
  name text,
  elevation_m integer,
  installed_year integer,
  status text,
  FOREIGN KEY (glacier_id) REFERENCES glacier(id)
);
CREATE TABLE scientist (
  id integer PRIMARY KEY,
  name text,
  institute text,
  country text,
  field text
);
CREATE TABLE expedition (
  id integer PRIMARY KEY,
  glacier_id integer,
  title text,
  start_date date,
  days integer,
  cost_eur real,
  FOREIGN KEY (glacier_id) REFERENCES glacier(id)
);
CREATE TABLE participation (
  expedition_id integer,
  scientist_id integer,
  task text,
  is_leader text,
  PRIMARY KEY (expedition_id, scientist_id),
  FOREIGN KEY (expedition_id) REFERENCES expedition(id),
  FOREIGN KEY (scientist_id) REFERENCES scientist(id)
);
CREATE TABLE measurement (
  id integer PRIMARY KEY,
  station_id integer,
  measured_on date,
  ice_thickness_m real,
  air_temp_c real,
  velocity_m_year real,
  FOREIGN KEY (station_id) REFERENCES station(id)
);
INSERT INTO glacier VALUES
(1,'Vernag Ferner','Otztal Alps','Austria',4.1,3535,'valley'),
(2,'Brisdal','Jostedal','Norway',12.6,1910,'outlet'),
(3,'Kolgrimur','Vatna Massif','Iceland',28.3,1765,'outlet'),
(4,'Chotta Shikhar','Pir Panjal','India',9.0,6263,'valley'),
(5,'Nevado Tacu','Cordillera Blanca','Peru',3.4,5980,'mountain'),
(6,'Grey Tooth','Southern Andes','Chile',27.0,2950,'outlet'),
(7,'Plaine Sourde','Pennine Alps','Switzerland',6.9,3790,'valley'),
(8,'Hochkar Kees','Otztal Alps','Austria',1.2,3110,'cirque'),
(9,'Takhta','Alay','Kyrgyzstan',15.8,5470,'valley'),
(10,'Lys Blanc','Pennine Alps','Italy',5.6,4200,NULL);
INSERT INTO station VALUES
(1,1,'Vernag Base',2640,1994,'active'),
(2,1,'Vernag Ridge',3150,2011,'active'),
(3,2,'Brisdal Tongue',410,1987,'closed'),
(4,3,'Kolgrimur South',820,2003,'active'),
(5,3,'Kolgrimur Dome',1580,2015,'maintenance'),
(6,4,'Shikhar Camp',4750,2009,'active'),
(7,5,'Tacu Low',4890,2013,'closed'),
(8,6,'Grey One',640,1999,'active'),
(9,7,'Sourde Pylon',3020,2018,'active'),
(10,9,'Takhta Hut',4010,2020,'maintenance'),
(11,7,'Sourde Lower',2480,1991,'closed');
INSERT INTO scientist VALUES
(1,'Birgit Astner','Innsbruck Ice Centre','Austria','mass balance'),
(2,'Sigrun Palsdottir','Reykjavik Geo Survey','Iceland','ice dynamics'),
(3,'Anil Thakur','Himal Institute','India','hydrology'),
(4,'Carlos Huaman','Huaraz Glaciology Unit','Peru','mass balance'),
(5,'Marguerite Favre','Sion Alpine Lab','Switzerland','permafrost'),
(6,'Oskar Hagen','Bergen Polar Group','Norway','ice dynamics'),
(7,'Aizada Toktoeva','Bishkek Water Institute','Kyrgyzstan','hydrology'),
(8,'Jonas Egger','Innsbruck Ice Centre','Austria','radar'),
(9,'Valentina Soto','Patagon Lab','Chile','radar'),
(10,'Emil Strand','Bergen Polar Group','Norway','mass balance');
INSERT INTO expedition VALUES
(1,1,'Spring Stakes','2019-04-28',6,8400),
(2,3,'Dome Drilling','2019-06-10',21,96000),
(3,4,'Monsoon Melt','2020-07-02',30,54500),
(4,6,'Calving Watch','2021-01-15',18,71200),
(5,1,'Autumn Balance','2021-09-20',5,7900),
(6,9,'Silk Ice','2022-07-25',24,38800),
(7,7,'Radar Sweep','2022-03-08',9,22100),
(8,3,'Outburst Flood Survey','2023-05-30',12,43000),
(9,5,'Tacu Cores','2018-08-05',15,NULL);
INSERT INTO participation VALUES
(1,1,'stake reading','yes'),
(1,8,'radar profiles','no'),
(2,2,'drilling','yes'),
(2,6,'borehole camera','no'),
(3,3,'discharge gauging','yes'),
(3,7,'water sampling','no'),
(4,9,'radar profiles','yes'),
(5,1,'snow pits','yes'),
(6,7,'discharge gauging','yes'),
(6,1,'snow pits','no'),
(7,8,'radar profiles','yes'),
(8,2,'drone mapping','yes'),
(9,4,'ice cores','yes'),
(7,5,'thermistors','no');
INSERT INTO measurement VALUES
(1,1,'2021-08-01',88.5,6.2,12.1),
(2,1,'2022-08-01',84.0,8.9,12.8),
(3,2,'2022-08-02',61.3,3.1,5.4),
(4,3,'2008-07-15',120.4,9.7,44.0),
(5,4,'2022-07-11',265.0,5.5,97.3),
(6,4,'2023-07-12',258.8,7.4,103.9),
(7,5,'2023-07-14',612.0,-1.2,31.5),
(8,6,'2021-09-09',143.6,1.8,22.7),
(9,8,'2022-02-17',330.2,4.4,288.0),
(10,9,'2022-09-05',97.7,0.3,NULL),
(11,10,'2022-08-19',171.9,2.6,18.2),
(12,7,'2016-06-30',42.2,3.9,9.6);
