CREATE TABLE imprint (
  id INTEGER PRIMARY KEY,
  name TEXT,
  editor TEXT,
  city TEXT,
  year INTEGER
);
CREATE TABLE creator (
  id INTEGER PRIMARY KEY,
  name TEXT,
  nationality TEXT,
  birth_year INTEGER,
  page_rate REAL
);
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  imprint_id INTEGER REFERENCES imprint(id),
  title TEXT,
  genre TEXT,
  start_year INTEGER,
  end_year INTEGER,
  age_rating TEXT
);
CREATE TABLE issue (
  id INTEGER PRIMARY KEY,
  series_id INTEGER REFERENCES series(id),
  number INTEGER,
  release_date DATE,
  pages INTEGER,
  cover_price REAL,
  copies_printed INTEGER,
  copies_sold INTEGER
);
CREATE TABLE credit (
  issue_id INTEGER REFERENCES issue(id),
  creator_id INTEGER REFERENCES creator(id),
  role TEXT,
  pages_done INTEGER,
  PRIMARY KEY (issue_id, creator_id, role)
);
INSERT INTO imprint VALUES
(1,'Paper Moon','Delphine Arnaud','Brussels',1988),
(2,'Iron Kettle','George Okafor','London',2003),
(3,'Tanuki House','Mika Sato','Osaka',1996),
(4,'Saltwater Ink','Lucía Ferrer','Barcelona',2011),
(5,'Gutter & Sons','Pat Monaghan','Toronto',1979),
(6,'Little Ladder',NULL,'Brussels',2018),
(7,'Night Tram','Zofia Wrona','Krakow',2015),
(8,'Bright Panel','Owen Price','London',2022);
INSERT INTO creator VALUES
(1,'Anouk Verhaeren','Belgian',1975,180.0),
(2,'Dele Adeyemi','British',1984,145.5),
(3,'Haru Kinoshita','Japanese',1969,210.0),
(4,'Pau Rovira','Spanish',1990,110.0),
(5,'Jean-Luc Morin','Canadian',1958,195.0),
(6,'Agata Lis','Polish',1987,120.0),
(7,'Rose Tully','British',1993,98.0),
(8,'Bastien Colle','Belgian',1981,160.0),
(9,'Nao Fukuda','Japanese',1979,NULL),
(10,'Inés Quiroga','Spanish',1972,150.0);
INSERT INTO series VALUES
(1,1,'The Clockmaker''s Cat','fantasy',2009,2014,'all ages'),
(2,1,'Rue des Ombres','crime',2016,NULL,'mature'),
(3,2,'Dustline','science fiction',2012,2019,'teen'),
(4,2,'Hammer Street','crime',2018,NULL,'mature'),
(5,3,'Lantern Fox','fantasy',2001,2008,'all ages'),
(6,3,'Ramen at Midnight','slice of life',2015,NULL,'teen'),
(7,4,'Mar Adentro','adventure',2014,2017,'teen'),
(8,5,'Captain Beaver','humour',1981,1999,'all ages'),
(9,7,'Tram 13','crime',2017,NULL,'mature'),
(10,6,'Moss and Pebble','humour',2019,NULL,'all ages'),
(11,5,'Frozen Orbit','science fiction',2020,2021,'teen'),
(12,7,'Salt Witch','fantasy',2023,NULL,'teen');
INSERT INTO issue VALUES
(1,1,1,'2009-05-02',32,4.5,12000,10850),
(2,1,2,'2009-09-12',32,4.5,10000,8320),
(3,2,1,'2016-02-20',48,7.9,8000,7990),
(4,3,1,'2012-06-01',28,3.2,15000,9100),
(5,3,2,'2012-08-01',28,3.2,11000,6400),
(6,4,1,'2018-10-10',36,4.9,9000,8700),
(7,5,1,'2001-03-15',64,5.5,30000,29400),
(8,6,1,'2015-04-24',96,8.9,20000,17650),
(9,7,1,'2014-07-05',40,6.0,5000,3100),
(10,8,1,'1981-11-01',24,0.75,40000,38800),
(11,9,1,'2017-10-31',44,6.5,4000,4000),
(12,10,1,'2019-03-08',32,5.0,6000,NULL),
(13,6,2,'2015-09-18',96,8.9,21000,18900),
(14,11,1,'2020-01-17',36,5.2,7000,2450);
INSERT INTO credit VALUES
(1,1,'writer',32),
(1,8,'artist',32),
(2,1,'writer',32),
(3,8,'artist',48),
(4,2,'writer',28),
(5,7,'colourist',28),
(6,2,'writer',36),
(7,3,'artist',64),
(7,3,'writer',64),
(8,3,'artist',60),
(9,4,'artist',40),
(10,5,'writer',24),
(11,6,'artist',44),
(13,3,'artist',96);
