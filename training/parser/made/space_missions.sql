CREATE TABLE agencies (id integer PRIMARY KEY, name text, base_city text, founded integer, budget_m real);
CREATE TABLE rockets (id integer PRIMARY KEY, name text, agency_id integer, height_m real, stages integer, first_year integer, reusable text, FOREIGN KEY (agency_id) REFERENCES agencies(id));
CREATE TABLE missions (id integer PRIMARY KEY, name text, rocket_id integer, target text, launch_date date, end_date date, cost_m real, outcome text, FOREIGN KEY (rocket_id) REFERENCES rockets(id));
CREATE TABLE astronauts (id integer PRIMARY KEY, name text, birth_year integer, home_city text, speciality text, agency_id integer, FOREIGN KEY (agency_id) REFERENCES agencies(id));
CREATE TABLE crew_members (mission_id integer, astronaut_id integer, role text, spacewalk_hours real, PRIMARY KEY (mission_id, astronaut_id), FOREIGN KEY (mission_id) REFERENCES missions(id), FOREIGN KEY (astronaut_id) REFERENCES astronauts(id));
CREATE TABLE instruments (id integer PRIMARY KEY, name text, mission_id integer, kind text, mass_kg real, FOREIGN KEY (mission_id) REFERENCES missions(id));
INSERT INTO agencies VALUES
(1,'Boreal Space Office','Kiruna',1964,820.5),
(2,'Pacific Launch Bureau','Hilo',1978,1540.0),
(3,'Hanul Aerospace','Goheung',1989,690.2),
(4,'Andes Orbital','Antofagasta',2006,210.8),
(5,'Zenit Collective','Almaty',1957,1310.4),
(6,'Malindi Star Trust','Malindi',1999,155.0),
(7,'Tasman Rocketry','Hobart',2014,NULL),
(8,'Iberia Espacial','Huelva',1995,330.6);
INSERT INTO rockets VALUES
(1,'Skadi 2',1,41.5,2,1999,'no'),
(2,'Moana Heavy',2,68.0,3,2012,'yes'),
(3,'Moana Light',2,33.2,2,2008,'yes'),
(4,'Nuri Star',3,47.2,3,2015,'no'),
(5,'Condor A',4,22.4,2,2016,'no'),
(6,'Tulpar',5,58.7,3,1988,'no'),
(7,'Tulpar M',5,61.3,3,2010,'yes'),
(8,'Duma',6,19.8,1,2011,'no'),
(9,'Devil One',7,17.5,2,2021,'yes');
INSERT INTO missions VALUES
(1,'Ember Watch',6,'Venus','1996-05-14','1998-01-02',310.0,'success'),
(2,'Red Furrow',2,'Mars','2014-09-27','2019-11-30',742.5,'success'),
(3,'Tide Mapper',3,'Earth','2011-03-08','2016-06-19',96.4,'success'),
(4,'Ice Lantern',7,'Europa','2017-12-01',NULL,1210.0,'ongoing'),
(5,'Moon Rabbit Trail',4,'Moon','2018-02-11','2018-02-25',188.3,'success'),
(6,'Dust Chaser',5,'asteroid','2019-07-22','2019-07-22',54.9,'failure'),
(7,'Silver Shore',2,'Moon','2020-10-05','2020-10-21',405.7,'success'),
(8,'Aurora Loom',1,'Earth','2002-01-17','2009-08-08',71.2,'partial'),
(9,'Savanna Eye',8,'Earth','2015-04-30',NULL,23.8,'ongoing'),
(10,'Moon Harbor',7,'Moon','2022-06-13','2022-07-04',512.0,'partial'),
(11,'Rust Garden',2,'Mars','2023-08-19',NULL,880.6,'ongoing'),
(12,'Han Bridge',4,'Earth','2016-05-03','2016-05-03',84.0,'failure');
INSERT INTO astronauts VALUES
(1,'Kaimana Akana',1979,'Hilo','pilot',2),
(2,'Astrid Nyman',1981,'Lulea','geologist',1),
(3,'Bae Junseo',1984,'Suwon','engineer',3),
(4,'Dinara Omarova',1972,'Almaty','physician',5),
(5,'Viktor Zhakov',1968,'Almaty','pilot',5),
(6,'Leilani Kapule',1987,'Hilo','geologist',2),
(7,'Mateo Rojas',1990,'Iquique','engineer',4),
(8,'Oh Yerin',1988,'Goheung','pilot',3),
(9,'Wanjiru Kamau',1992,'Nakuru','botanist',6),
(10,'Noah Tan',1985,'Penang','engineer',NULL);
INSERT INTO crew_members VALUES
(5,3,'flight engineer',6.5),(5,8,'commander',0),(5,6,'scientist',4.2),(7,1,'commander',3.1),(7,6,'scientist',9.8),(7,2,'scientist',7.4),(10,5,'commander',2.0),(10,4,'doctor',NULL),(10,3,'flight engineer',11.6),(11,1,'commander',0),(11,6,'scientist',1.5);
INSERT INTO instruments VALUES
(1,'Cloud Radar',1,'radar',62.0),(2,'Furrow Drill',2,'drill',118.5),(3,'Panorama Eye',2,'camera',9.4),(4,'Tide Altimeter',3,'altimeter',27.3),(5,'Ice Sounder',4,'radar',74.1),(6,'Plume Taster',4,'spectrometer',33.8),(7,'Rabbit Cam',5,'camera',4.6),(8,'Glow Imager',8,'camera',12.2),(9,'Savanna Imager',9,'camera',7.9),(10,'Soil Oven',11,'spectrometer',41.0),(11,'Spare Magnetometer',NULL,'magnetometer',2.7);
