CREATE TABLE club (
  club_id integer PRIMARY KEY,
  name text,
  city text,
  country text,
  founded integer,
  members integer,
  blade_colour text
);
INSERT INTO club VALUES
(1,'Limmat Rowing Club','Zurich','Switzerland',1872,410,'blue'),
(2,'Tideway Scullers Union','London','United Kingdom',1957,265,'yellow'),
(3,'Regatta Roma','Rome','Italy',1919,520,'red'),
(4,'Yarra Oars','Melbourne','Australia',1888,330,'green'),
(5,'Hansa Ruder','Hamburg','Germany',1836,680,'red'),
(6,'Schuylkill Blades','Philadelphia','United States',1901,295,NULL),
(7,'Bosphorus Rowers','Istanbul','Turkey',1926,150,'yellow'),
(8,'Alster Damen','Hamburg','Germany',1925,240,'blue'),
(9,'Mission Bay Crew','San Diego','United States',1978,175,'orange');
CREATE TABLE rower (
  rower_id integer PRIMARY KEY,
  name text,
  club_id integer,
  gender text,
  birth_year integer,
  weight_kg real,
  height_cm integer,
  FOREIGN KEY (club_id) REFERENCES club(club_id)
);
INSERT INTO rower VALUES
(1,'Nils Aebersold',1,'M',1996,89.5,194),
(2,'Flurina Caduff',1,'F',2000,71.0,179),
(3,'Gideon Marsh',2,'M',1993,92.3,198),
(4,'Tamsin Oyelaran',2,'F',1998,74.6,183),
(5,'Piero Lattanzi',3,'M',1990,86.1,189),
(6,'Giada Ferrero',3,'F',2002,66.4,174),
(7,'Lachlan Duffield',4,'M',1999,95.0,201),
(8,'Henning Brockmann',5,'M',1988,97.2,199),
(9,'Maren Petersdorf',8,'F',1995,78.8,186),
(10,'Wyatt Sorrell',6,'M',2001,83.7,190),
(11,'Defne Aksoy',7,'F',2003,63.9,NULL),
(12,'Emre Yildirim',7,'M',1997,72.5,180),
(13,'Keiko Brandt',5,'F',2004,54.8,168);
CREATE TABLE regatta (
  regatta_id integer PRIMARY KEY,
  name text,
  city text,
  water text,
  start_date date,
  lanes integer,
  entry_fee real
);
INSERT INTO regatta VALUES
(1,'Rotsee Spring Cup','Lucerne','lake','2022-05-14',6,45.0),
(2,'Alster Sprint','Hamburg','lake','2022-06-25',4,30.0),
(3,'Head of the Yarra','Melbourne','river','2022-11-26',2,60.0),
(4,'Tiber Challenge','Rome','river','2023-04-08',5,35.5),
(5,'Thames Autumn Fours','London','river','2023-10-14',2,55.0),
(6,'Golden Horn Regatta','Istanbul','sea','2023-09-02',8,20.0),
(7,'Rotsee Masters','Lucerne','lake','2023-07-15',6,50.0),
(8,'Frostbite Race','Philadelphia','river','2023-11-18',3,NULL);
CREATE TABLE boat (
  boat_id integer PRIMARY KEY,
  name text,
  club_id integer,
  class text,
  seats integer,
  built_year integer,
  price real,
  FOREIGN KEY (club_id) REFERENCES club(club_id)
);
INSERT INTO boat VALUES
(1,'Edelweiss',1,'single',1,2016,9200),
(2,'Matterhorn',1,'four',4,2019,28500),
(3,'Old Father',2,'pair',2,2011,12800),
(4,'Lupa',3,'single',1,2020,10400),
(5,'Platypus',4,'eight',8,2018,46000),
(6,'Barbarossa',5,'eight',8,2021,52500),
(7,'Liberty',6,'single',1,2008,NULL),
(8,'Galata',7,'double',2,2022,15900),
(9,'Seerose',8,'double',2,2014,13300),
(10,'Kogge',5,'four',4,2009,19900);
CREATE TABLE result (
  regatta_id integer,
  rower_id integer,
  boat_id integer,
  event text,
  place integer,
  seconds real,
  PRIMARY KEY (regatta_id, rower_id, event),
  FOREIGN KEY (regatta_id) REFERENCES regatta(regatta_id),
  FOREIGN KEY (rower_id) REFERENCES rower(rower_id),
  FOREIGN KEY (boat_id) REFERENCES boat(boat_id)
);
INSERT INTO result VALUES
(1,1,1,'single sculls',1,412.6),(1,5,4,'single sculls',2,417.9),(1,8,10,'coxless four',1,368.2),(2,8,6,'eights',1,331.4),(2,9,9,'double sculls',2,441.0),(2,13,6,'eights',1,331.4),(3,7,5,'eights',1,1530.8),(4,5,4,'single sculls',1,409.3),(4,6,4,'single sculls',4,452.7),(5,3,3,'pairs',3,1104.5),(6,12,8,'double sculls',1,398.8),(6,11,8,'double sculls',1,398.8),(7,1,1,'single sculls',2,415.1),(7,2,2,'coxless four',5,NULL);
