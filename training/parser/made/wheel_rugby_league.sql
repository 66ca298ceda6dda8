CREATE TABLE clubs (
  club_id INTEGER PRIMARY KEY,
  club_name TEXT,
  city TEXT,
  country TEXT,
  founded INTEGER,
  colours TEXT
);
CREATE TABLE athletes (
  athlete_id INTEGER PRIMARY KEY,
  full_name TEXT,
  club_id INTEGER,
  class_points REAL,
  birth_date DATE,
  hometown TEXT,
  chair_id INTEGER,
  FOREIGN KEY (club_id) REFERENCES clubs(club_id),
  FOREIGN KEY (chair_id) REFERENCES chairs(chair_id)
);
CREATE TABLE chairs (
  chair_id INTEGER PRIMARY KEY,
  model TEXT,
  maker TEXT,
  weight_kg REAL,
  camber_deg INTEGER,
  price INTEGER
);
CREATE TABLE arenas (
  arena_id INTEGER PRIMARY KEY,
  arena_name TEXT,
  city TEXT,
  seats INTEGER,
  accessible_spots INTEGER
);
CREATE TABLE games (
  game_id INTEGER PRIMARY KEY,
  arena_id INTEGER,
  game_date DATE,
  round TEXT,
  spectators INTEGER,
  referee TEXT,
  FOREIGN KEY (arena_id) REFERENCES arenas(arena_id)
);
CREATE TABLE appearances (
  game_id INTEGER,
  athlete_id INTEGER,
  minutes INTEGER,
  tries INTEGER,
  penalties INTEGER,
  PRIMARY KEY (game_id, athlete_id),
  FOREIGN KEY (game_id) REFERENCES games(game_id),
  FOREIGN KEY (athlete_id) REFERENCES athletes(athlete_id)
);
INSERT INTO clubs VALUES
(1,'Glasgow Spokes','Glasgow','Scotland',1994,'navy'),
(2,'Lyon Tonnerre','Lyon','France',1988,'red'),
(3,'Ottawa Torque','Ottawa','Canada',2001,'black'),
(4,'Aarhus Hjul','Aarhus','Denmark',2009,'white'),
(5,'Sapporo Gale','Sapporo','Japan',1999,'green'),
(6,'Perth Dingoes','Perth','Australia',1986,'yellow'),
(7,'Nantes Rafale','Nantes','France',2013,'red'),
(8,'Leeds Millwheels','Leeds','England',2017,'navy');
INSERT INTO chairs VALUES
(1,'Ram 3','Melrose',18.5,18,9200),
(2,'Defender X','Melrose',17.2,16,8700),
(3,'Blitz Pro','Vesco',15.9,20,11400),
(4,'Kaze','OX Works',14.8,20,12600),
(5,'Bulldog','Quattro',19.7,17,7300),
(6,'Fang','Vesco',16.4,19,9900),
(7,'Nordic Hook','Wolturnus',17.8,18,8400),
(8,'Starter One','Quattro',20.6,14,4100);
INSERT INTO athletes VALUES
(1,'Callum Reid',1,3.5,'1992-04-18','Paisley',1),
(2,'Isla Munro',1,1.0,'1999-11-02','Oban',2),
(3,'Mathis Delorme',2,2.5,'1989-07-23','Lyon',3),
(4,'Awa Cisse',2,0.5,'2001-01-30','Dakar',5),
(5,'Noah Tremblay',3,3.0,'1995-09-09','Gatineau',6),
(6,'Sukhdeep Gill',3,2.0,'1997-12-25','Ottawa',1),
(7,'Freja Holm',4,1.5,'1994-03-14','Aarhus',7),
(8,'Rasmus Kjaer',4,3.5,'1986-06-06','Odense',7),
(9,'Daichi Endo',5,2.5,'1998-08-19','Otaru',4),
(10,'Miyu Kanda',5,1.0,'2003-05-11','Sapporo',4),
(11,'Jarrah Collins',6,3.0,'1990-10-28','Broome',3),
(12,'Tess Whitlock',6,0.5,'1996-02-17','Perth',NULL),
(13,'Loic Guerin',7,2.0,'1993-07-01','Lyon',8),
(14,'Ibrahim Noor',NULL,1.5,'2000-09-20','Leeds',8);
INSERT INTO arenas VALUES
(1,'Emirates Hall','Glasgow',2400,180),
(2,'Palais Gerland','Lyon',5100,220),
(3,'Rideau Fieldhouse','Ottawa',1800,150),
(4,'Ceres Hallen','Aarhus',3300,140),
(5,'Kitayell','Sapporo',6200,310),
(6,'Swan River Dome','Perth',4500,260),
(7,'Salle Erdre','Nantes',900,60),
(8,'Copper Box North','Sheffield',1500,NULL);
INSERT INTO games VALUES
(1,1,'2024-01-13','group',1320,'Ann Keller'),
(2,2,'2024-01-20','group',2875,'Jorge Pinto'),
(3,3,'2024-02-03','group',960,'Brendan Foy'),
(10,3,'2024-02-10','group',1140,'Ann Keller'),
(4,5,'2024-02-17','group',4410,'Emi Hara'),
(5,6,'2024-03-02','quarter-final',3105,'Jorge Pinto'),
(6,2,'2024-03-16','quarter-final',3640,'Ann Keller'),
(7,4,'2024-04-06','semi-final',2790,'Emi Hara'),
(8,1,'2024-04-07','semi-final',2215,'Ann Keller'),
(9,5,'2024-05-04','final',5980,'Jorge Pinto');
INSERT INTO appearances VALUES
(1,1,32,14,1),
(1,7,25,3,0),
(2,3,30,11,2),
(2,11,28,16,3),
(3,5,32,19,0),
(3,2,18,1,1),
(4,9,29,13,1),
(4,6,24,6,4),
(5,11,31,21,2),
(5,13,20,5,0),
(6,3,32,17,1),
(7,8,27,12,5),
(8,1,32,15,2),
(9,9,32,22,0);
