CREATE TABLE parks (
  park_id INTEGER PRIMARY KEY,
  park_name TEXT,
  region TEXT,
  area_km2 REAL,
  year_established INTEGER,
  entry_fee INTEGER
);
CREATE TABLE trails (
  trail_id INTEGER PRIMARY KEY,
  park_id INTEGER,
  trail_name TEXT,
  length_km REAL,
  elevation_gain_m INTEGER,
  difficulty TEXT,
  status TEXT,
  FOREIGN KEY (park_id) REFERENCES parks(park_id)
);
CREATE TABLE rangers (
  ranger_id INTEGER PRIMARY KEY,
  ranger_name TEXT,
  age INTEGER,
  home_town TEXT,
  rank TEXT,
  hired_on DATE,
  park_id INTEGER,
  FOREIGN KEY (park_id) REFERENCES parks(park_id)
);
CREATE TABLE patrols (
  ranger_id INTEGER,
  trail_id INTEGER,
  patrol_date DATE,
  hikers_met INTEGER,
  litter_kg REAL,
  PRIMARY KEY (ranger_id, trail_id, patrol_date),
  FOREIGN KEY (ranger_id) REFERENCES rangers(ranger_id),
  FOREIGN KEY (trail_id) REFERENCES trails(trail_id)
);
CREATE TABLE wildlife_sightings (
  sighting_id INTEGER PRIMARY KEY,
  trail_id INTEGER,
  species TEXT,
  animal_count INTEGER,
  seen_on DATE,
  FOREIGN KEY (trail_id) REFERENCES trails(trail_id)
);
INSERT INTO parks VALUES
(1,'은하산 국립공원','강원',398.2,1970,3000),
(2,'청람도 국립공원','전남',212.7,1981,2500),
(3,'Glen Torran','Highland',540.6,1998,NULL),
(4,'Cascada Verde','Patagonia',1325.0,1937,6000),
(5,'노을습지 국립공원','전남',64.3,2013,1500),
(6,'Tsavora Plains','Coast',2890.4,1949,12000),
(7,'달마루 국립공원','강원',175.9,1988,2000),
(8,'Weisshorn Forest','Valais',310.0,1914,4500);
INSERT INTO trails VALUES
(1,1,'별빛 능선길',14.2,1130,'어려움','개방'),
(2,1,'이슬계곡길',5.6,210,'쉬움','개방'),
(3,2,'등대 둘레길',9.3,340,'보통','통제'),
(4,3,'Raven Ridge',18.7,1420,'어려움','개방'),
(5,3,'Heather Loop',6.1,150,'쉬움','개방'),
(6,4,'Glacier Balcony',22.5,1610,'어려움','통제'),
(7,4,'Lenga Walk',3.8,90,'쉬움','개방'),
(8,5,'갈대숲길',4.4,15,'쉬움','공사중'),
(9,6,'Baobab Circuit',12.9,260,'보통','개방'),
(10,7,'달그림자길',8.8,520,'보통','개방'),
(11,8,'Larch Steps',10.5,870,'보통','통제'),
(12,1,'운해 전망길',7.7,640,'보통','개방');
INSERT INTO rangers VALUES
(1,'권해솔',41,'속초','팀장','2008-04-01',1),
(2,'마진우',29,'원주','대원','2019-09-16',1),
(3,'Isla Drummond',35,'Inverness','선임','2014-05-05',3),
(4,'Joaquín Paredes',52,'Bariloche','팀장','1999-11-22',4),
(5,'Wanjiru Kamau',33,'Mombasa','선임','2016-02-10',6),
(6,'소유정',26,'목포','대원','2022-03-02',2),
(7,'봉태건',47,'순천','선임','2005-07-18',5),
(8,'Reto Zgraggen',58,'Sion','팀장','1992-06-01',8),
(9,'Callum Baird',24,'Inverness','대원','2023-04-11',3),
(10,'국지안',31,'속초','대원','2018-10-08',7);
INSERT INTO patrols VALUES
(1,1,'2023-05-06',84,3.5),
(2,1,'2023-05-13',112,6.2),
(2,2,'2023-05-20',205,9.8),
(2,12,'2023-06-03',61,2.0),
(3,4,'2023-06-10',23,0.7),
(3,5,'2023-06-24',140,4.4),
(9,5,'2023-07-01',167,5.9),
(4,6,'2023-02-12',12,0.4),
(5,9,'2023-08-08',76,7.5),
(6,3,'2023-08-19',33,11.6),
(10,10,'2023-09-23',98,NULL),
(1,12,'2023-10-07',190,8.1),
(4,7,'2023-11-30',58,1.3);
INSERT INTO wildlife_sightings VALUES
(1,1,'산양',4,'2023-05-06'),
(2,4,'golden eagle',2,'2023-06-10'),
(3,4,'red deer',17,'2023-06-11'),
(4,6,'huemul',1,'2023-02-12'),
(5,9,'elephant',9,'2023-08-08'),
(6,9,'giraffe',5,'2023-08-08'),
(7,8,'저어새',23,'2023-10-15'),
(8,2,'수달',3,'2023-05-20'),
(9,8,'수달',2,'2023-04-02'),
(10,5,'red deer',6,'2023-07-01'),
(11,10,'산양',1,'2023-09-24');
