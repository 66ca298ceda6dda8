CREATE TABLE venues (
  id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  country TEXT,
  opened_year INTEGER,
  rent_per_month REAL
);
CREATE TABLE rooms (
  id INTEGER PRIMARY KEY,
  venue_id INTEGER REFERENCES venues(id),
  title TEXT,
  theme TEXT,
  difficulty INTEGER,
  minutes INTEGER,
  max_players INTEGER,
  price REAL
);
CREATE TABLE teams (
  id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  captain TEXT,
  founded_year INTEGER
);
CREATE TABLE attempts (
  id INTEGER PRIMARY KEY,
  team_id INTEGER,
  room_id INTEGER,
  played_on DATE,
  players INTEGER,
  minutes_used INTEGER,
  hints_used INTEGER,
  result TEXT,
  FOREIGN KEY (team_id) REFERENCES teams(id),
  FOREIGN KEY (room_id) REFERENCES rooms(id)
);
INSERT INTO venues VALUES
(1,'Lock & Lantern','Dublin','Ireland',2014,3200.0),
(2,'The Ninth Key','Porto','Portugal',2017,1850.5),
(3,'Cellar 13','Budapest','Hungary',2011,1400.0),
(4,'Puzzle Harbour','Halifax','Canada',2018,2600.0),
(5,'Verschlossen','Leipzig','Germany',2016,2100.0),
(6,'Minotaur Lab','Athens','Greece',2019,1725.0),
(7,'Quiet Exit','Budapest','Hungary',2015,1550.0),
(8,'Clockwork Attic','Dublin','Ireland',2021,NULL);
INSERT INTO rooms VALUES
(1,1,'The Smuggler''s Den','adventure',3,60,6,27.5),
(2,1,'Asylum Ward','horror',5,75,5,34.0),
(3,2,'Wine Baron''s Will','mystery',2,60,6,22.0),
(4,3,'Bunker 1956','history',4,60,5,18.0),
(5,3,'Catacomb','horror',4,70,4,19.5),
(6,4,'Ghost Ship','horror',3,60,8,29.0),
(7,5,'Stasi Archive','history',5,90,6,31.0),
(8,6,'Labyrinth of Minos','adventure',4,75,7,25.0),
(9,6,'Oracle','mystery',1,45,8,17.0),
(10,7,'Silent Library','mystery',3,60,4,20.0),
(11,8,'Orbit Zero','science fiction',4,75,6,33.0),
(12,4,'Lighthouse Keeper','mystery',2,50,5,24.0);
INSERT INTO teams VALUES
(1,'Code Crackers','Dublin','Aoife Brennan',2015),
(2,'Os Perdidos','Porto','Rui Tavares',2018),
(3,'Paprika Squad','Budapest','Nagy Eszter',2012),
(4,'Keyhole Cats','Halifax','Marcus Doyle',2019),
(5,'Night Shift','Leipzig','Jana Vogel',2016),
(6,'Team Ariadne','Athens','Nikos Pappas',2020),
(7,'The Late Ones','London','Priya Nair',2017),
(8,'Six Padlocks','Dublin','Sean Hurley',2021),
(9,'Red Herrings','Oslo',NULL,2014);
INSERT INTO attempts VALUES
(1,1,1,'2023-01-14',5,48,1,'escaped'),
(2,1,2,'2023-02-11',5,75,4,'failed'),
(3,2,3,'2023-02-18',4,55,2,'escaped'),
(4,3,4,'2022-11-05',5,51,0,'escaped'),
(5,3,5,'2022-12-10',4,66,3,'escaped'),
(6,4,6,'2023-03-04',7,60,5,'failed'),
(7,5,7,'2023-03-19',6,90,6,'failed'),
(8,6,8,'2023-04-01',6,71,2,'escaped'),
(9,7,1,'2023-04-08',4,59,3,'escaped'),
(10,7,10,'2023-05-20',4,60,2,'failed'),
(11,1,11,'2023-06-17',6,70,1,'escaped'),
(12,2,10,'2023-06-24',3,44,0,'escaped'),
(13,8,2,'2023-07-02',5,73,2,'escaped'),
(14,6,9,'2023-07-15',8,NULL,0,'cancelled');
