CREATE TABLE clubs (id INTEGER PRIMARY KEY, name TEXT, city TEXT, founded INTEGER, venue TEXT, annual_fee INTEGER);
CREATE TABLE players (id INTEGER PRIMARY KEY, name TEXT, club_id INTEGER REFERENCES clubs(id), nationality TEXT, rating INTEGER, title TEXT, year_of_birth INTEGER);
CREATE TABLE rounds (id INTEGER PRIMARY KEY, season TEXT, round_no INTEGER, played_on DATE, host_club_id INTEGER REFERENCES clubs(id));
CREATE TABLE games (id INTEGER PRIMARY KEY, round_id INTEGER REFERENCES rounds(id), board INTEGER, opening TEXT, moves INTEGER, minutes INTEGER);
CREATE TABLE game_players (game_id INTEGER REFERENCES games(id), player_id INTEGER REFERENCES players(id), colour TEXT, points REAL, PRIMARY KEY (game_id, player_id));
INSERT INTO clubs VALUES
(1,'Rook & Roll','Leuven',1974,'Cafe Sport',60),(2,'De Witte Dame','Ghent',1931,'Public Library',85),(3,'Caissa Meuse','Namur',1958,'Maison des Jeunes',45),(4,'Zugzwang','Antwerp',1999,'Brewery Loft',70),
(5,'Pion Noir','Liege',1988,'Town Hall',50),(6,'Endgame Society','Ghent',2011,'Cafe Toren',40),(7,'Schaakkring Oost','Hasselt',1946,'Town Hall',55),(8,'North Sea Knights','Ostend',2017,NULL,35);
INSERT INTO players VALUES
(1,'Pieter Vanhoof',1,'Belgium',2145,'CM',1980),(2,'Lotte Claes',1,'Belgium',1988,NULL,1999),(3,'Aram Petrosyan',2,'Armenia',2412,'IM',1991),(4,'Joris De Backer',2,'Belgium',2230,'FM',1968),(5,'Camille Renard',3,'France',1876,NULL,2004),
(6,'Mehmet Yildiz',4,'Turkey',2305,'FM',1987),(7,'Sofie Maes',4,'Belgium',2056,'WFM',1995),(8,'Ravi Menon',5,'India',2488,'GM',1984),(9,'Elise Dupont',5,'France',1734,NULL,2008),(10,'Wim Goossens',6,'Belgium',1910,NULL,1955),(11,'Dana Ilic',7,'Serbia',2199,'WIM',1993),(12,'Bogdan Lupu',NULL,'Romania',2101,NULL,1976);
INSERT INTO rounds VALUES
(1,'2021-22',1,'2021-10-03',1),(2,'2021-22',2,'2021-11-07',2),(3,'2021-22',3,'2022-02-06',4),(4,'2022-23',1,'2022-10-02',5),(5,'2022-23',2,'2022-11-13',2),(6,'2022-23',3,'2023-01-29',7),(7,'2023-24',1,'2023-10-08',3),(8,'2023-24',2,'2023-11-19',2);
INSERT INTO games VALUES
(1,1,1,'Sicilian Defence',41,188),(2,1,2,'French Defence',28,121),(3,2,1,'Queen''s Gambit',67,254),(4,2,2,'Caro-Kann',33,140),(5,3,1,'Sicilian Defence',52,211),(6,4,1,'King''s Indian',45,230),(7,4,2,'French Defence',19,64),(8,5,1,'Sicilian Defence',74,281),(9,6,1,'London System',38,155),(10,6,2,'Caro-Kann',30,118),(11,7,1,'Queen''s Gambit',58,240);
INSERT INTO game_players VALUES
(1,1,'white',0.5),(1,3,'black',0.5),(2,2,'white',1),(2,4,'black',0),(3,3,'white',1),(3,6,'black',0),(4,4,'white',0.5),(4,7,'black',0.5),(5,6,'white',0),(5,8,'black',1),(6,8,'white',1),(6,3,'black',0),(8,3,'white',0.5),(8,8,'black',0.5);
