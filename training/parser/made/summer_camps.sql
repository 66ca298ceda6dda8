CREATE TABLE camps (
  camp_id INTEGER PRIMARY KEY,
  name TEXT,
  location TEXT,
  country TEXT,
  opened_year INTEGER,
  bed_count INTEGER,
  weekly_price REAL
);
CREATE TABLE counselors (
  counselor_id INTEGER PRIMARY KEY,
  camp_id INTEGER,
  first_name TEXT,
  last_name TEXT,
  age INTEGER,
  hometown TEXT,
  first_aid TEXT,
  FOREIGN KEY (camp_id) REFERENCES camps(camp_id)
);
CREATE TABLE children (
  child_id INTEGER PRIMARY KEY,
  first_name TEXT,
  last_name TEXT,
  birth_date DATE,
  hometown TEXT,
  allergy TEXT
);
CREATE TABLE stays (
  stay_id INTEGER PRIMARY KEY,
  child_id INTEGER,
  camp_id INTEGER,
  arrival DATE,
  weeks INTEGER,
  cabin TEXT,
  paid REAL,
  FOREIGN KEY (child_id) REFERENCES children(child_id),
  FOREIGN KEY (camp_id) REFERENCES camps(camp_id)
);
CREATE TABLE activities (
  activity_id INTEGER PRIMARY KEY,
  name TEXT,
  kind TEXT,
  min_age INTEGER,
  counselor_id INTEGER,
  FOREIGN KEY (counselor_id) REFERENCES counselors(counselor_id)
);
CREATE TABLE signups (
  child_id INTEGER,
  activity_id INTEGER,
  signup_date DATE,
  badge TEXT,
  PRIMARY KEY (child_id, activity_id),
  FOREIGN KEY (child_id) REFERENCES children(child_id),
  FOREIGN KEY (activity_id) REFERENCES activities(activity_id)
);
INSERT INTO camps VALUES
(1,'Camp Birchwater','Lake Saimaa','Finland',1968,120,410.0),
(2,'Pine Hollow','Vermont','United States',1954,200,890.0),
(3,'Campo Estrella','Sierra de Gredos','Spain',2003,90,365.5),
(4,'Otter Bay','Nova Scotia','Canada',1991,150,720.0),
(5,'Kamp Zeewind','Texel','Netherlands',1982,75,295.0),
(6,'Red Kite Camp','Brecon','Wales',2012,60,340.0),
(7,'Moose Ridge','Ontario','Canada',1977,180,NULL),
(8,'Little Sailors','Rügen','Germany',2018,48,450.0);
INSERT INTO counselors VALUES
(1,1,'Aino','Lehtonen',24,'Tampere','yes'),
(2,1,'Mikko','Salo',31,'Helsinki','yes'),
(3,2,'Jordan','Pike',22,'Burlington','no'),
(4,2,'Maya','Ellis',27,'Boston','yes'),
(5,3,'Carmen','Soler',35,'Madrid','yes'),
(6,4,'Theo','MacLean',20,'Halifax','no'),
(7,5,'Femke','Visser',29,'Utrecht','yes'),
(8,6,'Rhys','Morgan',41,'Cardiff',NULL),
(9,2,'Sofia','Grant',19,'Boston','no'),
(10,8,'Jonas','Petersen',26,'Kiel','yes');
INSERT INTO children VALUES
(1,'Eli','Warren','2012-04-17','Boston',NULL),
(2,'Lotte','Bakker','2013-09-02','Utrecht','nuts'),
(3,'Oskar','Nieminen','2010-01-25','Tampere',NULL),
(4,'Lucía','Herrero','2011-07-30','Madrid','milk'),
(5,'Noah','Chen','2014-03-11','Toronto','nuts'),
(6,'Gwen','Price','2012-12-06','Cardiff',NULL),
(7,'Mateo','Herrero','2014-10-19','Madrid',NULL),
(8,'Ivy','Thompson','2011-05-08','Halifax','bee stings'),
(9,'Finn','Albrecht','2013-02-14','Kiel','gluten'),
(10,'Zara','Ahmed','2010-08-21','Toronto',NULL),
(11,'Hugo','Warren','2015-06-03','Boston',NULL);
INSERT INTO stays VALUES
(1,1,2,'2023-07-02',4,'Falcon',3560.0),
(2,2,5,'2023-07-10',1,'Dune',295.0),
(3,3,1,'2023-06-19',2,'Perch',820.0),
(4,4,3,'2023-07-17',2,'Luna',731.0),
(5,5,4,'2023-08-07',1,'Heron',720.0),
(6,6,6,'2023-07-24',1,'Badger',300.0),
(7,7,3,'2023-07-17',1,'Sol',365.5),
(8,8,4,'2023-07-03',3,'Heron',2160.0),
(9,9,8,'2023-08-01',2,'Anchor',900.0),
(10,10,4,'2023-08-07',2,'Osprey',1440.0),
(11,1,4,'2023-08-14',1,'Osprey',NULL),
(12,3,1,'2022-06-20',1,'Pike',395.0),
(13,2,6,'2023-08-07',2,'Badger',680.0);
INSERT INTO activities VALUES
(1,'Canoe Tour','water',10,1),
(2,'Night Hike','outdoor',9,2),
(3,'Archery','sport',11,3),
(4,'Stargazing','science',8,5),
(5,'Sailing Basics','water',9,7),
(6,'Bread Oven','craft',6,4),
(7,'Sea Kayak','water',12,6),
(8,'Fossil Hunt','science',7,8),
(9,'Puppet Workshop','craft',NULL,5),
(10,'Knots and Ropes','outdoor',8,10);
INSERT INTO signups VALUES
(3,1,'2023-06-20','silver'),
(3,2,'2023-06-22','gold'),
(1,3,'2023-07-04','bronze'),
(1,6,'2023-07-05',NULL),
(2,5,'2023-07-11','gold'),
(4,4,'2023-07-18','silver'),
(7,4,'2023-07-18',NULL),
(7,9,'2023-07-19','bronze'),
(8,7,'2023-07-04','gold'),
(10,7,'2023-08-08','silver'),
(6,8,'2023-07-25','bronze'),
(2,8,'2023-08-09','silver'),
(9,10,'2023-08-02',NULL),
(4,7,'2023-07-20','bronze');
