CREATE TABLE pools (
  pool_id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  length_m INTEGER,
  lanes INTEGER,
  opened_year INTEGER,
  indoor TEXT
);
CREATE TABLE instructors (
  instructor_id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  hourly_rate REAL,
  hired_on DATE,
  specialty TEXT
);
CREATE TABLE lessons (
  lesson_id INTEGER PRIMARY KEY,
  pool_id INTEGER REFERENCES pools(pool_id),
  instructor_id INTEGER REFERENCES instructors(instructor_id),
  level TEXT,
  weekday TEXT,
  minutes INTEGER,
  fee REAL
);
CREATE TABLE swimmers (
  swimmer_id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  birth_year INTEGER,
  phone TEXT
);
CREATE TABLE enrolments (
  swimmer_id INTEGER,
  lesson_id INTEGER,
  joined_on DATE,
  absences INTEGER,
  passed TEXT,
  PRIMARY KEY (swimmer_id, lesson_id),
  FOREIGN KEY (swimmer_id) REFERENCES swimmers(swimmer_id),
  FOREIGN KEY (lesson_id) REFERENCES lessons(lesson_id)
);
INSERT INTO pools VALUES
(1,'Riverside Baths','Leeds',25,6,1978,'yes'),
(2,'Harbour Lido','Plymouth',50,8,1935,'no'),
(3,'Kingfisher Centre','Leeds',25,5,2004,'yes'),
(4,'Aqua Dome','Cardiff',50,10,2012,'yes'),
(5,'Old Mill Pool','Bath',20,4,1961,'yes'),
(6,'Seaview Lido','Brighton',33,6,1948,'no'),
(7,'Castle Leisure','Cardiff',25,7,1999,'yes'),
(8,'Lakeside Splash','Kendal',18,3,2019,'yes');
INSERT INTO instructors VALUES
(1,'Priya Nair','Leeds',24.5,'2015-03-02','beginners'),
(2,'Tom Ashworth','Plymouth',31.0,'2009-06-15','diving'),
(3,'Marta Kowalska','Cardiff',27.0,'2018-01-08','butterfly'),
(4,'Diego Fuentes','Leeds',22.0,'2021-09-01','beginners'),
(5,'Aoife Brennan','Cardiff',29.5,'2012-04-23','lifesaving'),
(6,'Kenji Mori','Bath',26.0,'2019-11-11','butterfly'),
(7,'Ruth Adeyemi','Brighton',23.5,'2022-02-14','beginners'),
(8,'Sven Lindqvist','Plymouth',33.0,'2006-08-30',NULL);
INSERT INTO lessons VALUES
(101,1,1,'beginner','Monday',30,9.5),
(102,1,4,'beginner','Wednesday',30,9.0),
(103,3,1,'improver','Tuesday',45,12.0),
(104,4,3,'advanced','Friday',60,18.5),
(105,4,5,'lifesaver','Saturday',90,25.0),
(106,2,2,'advanced','Sunday',60,20.0),
(107,5,6,'improver','Thursday',45,13.5),
(108,7,3,'improver','Monday',45,14.0),
(109,4,3,'beginner','Wednesday',40,11.0),
(110,6,7,'beginner','Saturday',30,10.0),
(111,2,2,'lifesaver','Saturday',75,22.0),
(112,3,4,'beginner','Friday',30,8.5);
INSERT INTO swimmers VALUES
(1,'Lily Hargreaves','Leeds',2014,'0113 4960'),
(2,'Omar Farouk','Leeds',2011,NULL),
(3,'Chloe Dubois','Cardiff',1998,'029 7701'),
(4,'Ewan Price','Cardiff',2009,'029 8843'),
(5,'Hana Suzuki','Bath',2013,'01225 118'),
(6,'George Tilley','Plymouth',1987,'01752 332'),
(7,'Zara Malik','Leeds',2015,NULL),
(8,'Noah Sinclair','Brighton',2016,'01273 909'),
(9,'Ingrid Voss','Plymouth',1992,'01752 770'),
(10,'Bea Rowlands','Swansea',2012,'01792 514');
INSERT INTO enrolments VALUES
(1,101,'2023-09-04',1,'yes'),
(1,103,'2024-01-09',0,'yes'),
(2,102,'2023-09-06',4,'no'),
(2,103,'2024-01-09',2,'yes'),
(3,104,'2023-10-06',0,'yes'),
(3,105,'2024-02-03',1,'yes'),
(4,109,'2023-09-13',5,'no'),
(4,108,'2024-03-04',2,NULL),
(5,107,'2023-11-02',3,'yes'),
(6,106,'2023-05-07',0,'yes'),
(6,111,'2023-06-10',2,'no'),
(7,101,'2023-09-11',6,'no'),
(3,109,'2022-09-14',1,'yes'),
(9,111,'2023-06-10',0,'yes');
