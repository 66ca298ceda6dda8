CREATE TABLE designers (
  id integer PRIMARY KEY,
  name text,
  nationality text,
  birth_year integer,
  royalty_rate real
);
INSERT INTO designers VALUES
(1,'Henrik Aalto','Finnish',1971,6.5),
(2,'Yuki Morinaga','Japanese',1985,7.0),
(3,'Bea Castellanos','Spanish',1990,5.0),
(4,'Ottmar Fink','German',1958,8.0),
(5,'Ludivine Marchais','French',1979,6.0),
(6,'Kwame Asante','French',1993,5.5),
(7,'Greta Rosenthal','German',1966,NULL),
(8,'Seo Min-jae','Korean',1988,6.5);
CREATE TABLE games (
  id integer PRIMARY KEY,
  title text,
  theme text,
  year integer,
  min_players integer,
  max_players integer,
  minutes integer,
  price real
);
INSERT INTO games VALUES
(1,'Salt Roads','trade',2014,2,4,90,44.90),
(2,'Lantern Keepers','fantasy',2016,1,4,60,39.50),
(3,'Orchard Thieves','farming',2018,2,6,30,19.90),
(4,'Tidal Clockwork','steampunk',2019,2,5,120,64.00),
(5,'Nine Bakers','food',2020,3,6,45,27.50),
(6,'Glacier Post','trade',2020,1,5,75,49.00),
(7,'Moss and Mushroom','farming',2021,2,4,40,24.00),
(8,'Caravan of Ink','trade',2022,2,4,100,54.90),
(9,'Ghost Tram','horror',2022,4,8,50,32.00),
(10,'Dumpling Duel','food',2023,2,2,20,14.50),
(11,'Empire of Moths','fantasy',2023,2,5,150,NULL);
CREATE TABLE credits (
  game_id integer,
  designer_id integer,
  role text,
  share integer,
  PRIMARY KEY (game_id, designer_id),
  FOREIGN KEY (game_id) REFERENCES games(id),
  FOREIGN KEY (designer_id) REFERENCES designers(id)
);
INSERT INTO credits VALUES
(1,4,'lead',100),(2,1,'lead',70),(2,5,'co-designer',30),(3,3,'lead',100),(4,4,'lead',60),(4,2,'co-designer',40),(5,5,'lead',100),(6,1,'lead',100),(7,3,'lead',80),(7,8,'developer',20),(8,4,'lead',100),(9,2,'lead',100),(10,8,'lead',100),(11,1,'co-designer',50);
CREATE TABLE printings (
  id integer PRIMARY KEY,
  game_id integer,
  language text,
  printed_on date,
  copies integer,
  factory text,
  unit_cost real,
  FOREIGN KEY (game_id) REFERENCES games(id)
);
INSERT INTO printings VALUES
(501,1,'English','2014-08-20',5000,'Ludopak',11.20),
(502,1,'German','2015-02-11',3500,'Ludopak',11.60),
(503,2,'English','2016-09-05',8000,'Panda Works',9.80),
(504,3,'Spanish','2018-04-17',4000,'Cartamundo',4.10),
(505,3,'English','2018-10-02',12000,'Cartamundo',3.70),
(506,4,'English','2019-11-23',2500,'Panda Works',18.90),
(507,5,'French','2020-06-14',3000,'Cartamundo',6.25),
(508,6,'English','2020-10-30',6000,'Panda Works',12.40),
(509,6,'German','2021-05-08',4500,'Ludopak',12.90),
(510,7,'Korean','2021-09-19',2000,'Hanbit Print',5.50),
(511,8,'German','2022-07-27',3800,'Ludopak',13.75),
(512,10,'Korean','2023-03-03',7000,'Hanbit Print',2.80),
(513,9,'Japanese','2022-12-01',1500,NULL,8.40);
CREATE TABLE awards (
  id integer PRIMARY KEY,
  game_id integer,
  name text,
  country text,
  year integer,
  result text,
  FOREIGN KEY (game_id) REFERENCES games(id)
);
INSERT INTO awards VALUES
(1,1,'Golden Meeple','Germany',2015,'winner'),
(2,2,'Nordic Pawn','Finland',2017,'winner'),
(3,3,'Family Table Prize','Spain',2018,'nominee'),
(4,4,'Golden Meeple','Germany',2020,'nominee'),
(5,4,'Heavy Cardboard Cup','United States',2020,'winner'),
(6,6,'Nordic Pawn','Finland',2021,'winner'),
(7,6,'Golden Meeple','Germany',2021,'nominee'),
(8,7,'Family Table Prize','Spain',2022,'winner'),
(9,8,'Heavy Cardboard Cup','United States',2023,'nominee'),
(10,9,'Midnight Die','Japan',2023,'winner');
