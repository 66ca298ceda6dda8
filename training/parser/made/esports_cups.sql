CREATE TABLE game (
  id integer PRIMARY KEY,
  title text,
  genre text,
  publisher text,
  release_year integer,
  team_size integer
);
CREATE TABLE team (
  id integer PRIMARY KEY,
  name text,
  region text,
  home_city text,
  founded_year integer,
  coach text
);
CREATE TABLE player (
  id integer PRIMARY KEY,
  nickname text,
  real_name text,
  country text,
  birth_year integer,
  salary real,
  team_id integer,
  FOREIGN KEY (team_id) REFERENCES team(id)
);
CREATE TABLE tournament (
  id integer PRIMARY KEY,
  name text,
  game_id integer,
  city text,
  year integer,
  start_date date,
  prize_pool real,
  format text,
  FOREIGN KEY (game_id) REFERENCES game(id)
);
CREATE TABLE entry (
  tournament_id integer,
  team_id integer,
  seed integer,
  final_rank integer,
  prize real,
  maps_won integer,
  maps_lost integer,
  PRIMARY KEY (tournament_id, team_id),
  FOREIGN KEY (tournament_id) REFERENCES tournament(id),
  FOREIGN KEY (team_id) REFERENCES team(id)
);
INSERT INTO game VALUES
(1,'Rift Wardens','MOBA','Blue Anvil',2012,5),
(2,'Vector Strike','shooter','Parallax',2016,5),
(3,'Kings of Tarmac','racing','Oversteer',2019,2),
(4,'Hex Arena','card','Blue Anvil',2018,1),
(5,'Last Beacon','shooter','Novabyte',2020,3),
(6,'Fistfall 4','fighting','Tanuki Works',2021,1),
(7,'Sky Tactics','strategy','Parallax',2009,1),
(8,'Goalrush','sports','Oversteer',2023,3);
INSERT INTO team VALUES
(1,'Iron Herons','Europe','Gdansk',2014,'Marek Lis'),
(2,'Neon Tigers','Asia','Busan',2013,'Kwon Jae'),
(3,'Prairie Wolves','North America','Calgary',2017,'Dana Whitlock'),
(4,'Pampa Fury','South America','Cordoba',2018,NULL),
(5,'Lotus Nine','Asia','Chengdu',2015,'Zhao Min'),
(6,'Nordic Static','Europe','Malmo',2012,'Elin Berg'),
(7,'Desert Signal','Middle East','Riyadh',2020,'Hamad Saleh'),
(8,'Ghost Orchard','Europe','Porto',2019,NULL),
(9,'Maple Byte','North America','Montreal',2021,'Remy Cote');
INSERT INTO player VALUES
(1,'kraken','Piotr Zielak','Poland',1998,96000,1),
(2,'Mimic','Lena Vogt','Germany',2001,82000,1),
(3,'Hanbi','Seo Han-bi','South Korea',2003,150000,2),
(4,'Dokkaebi','Lim Tae-o','South Korea',1999,210000,2),
(5,'Stray','Cody Ransom','Canada',2000,70000,3),
(6,'zonda','Nicolas Ferreyra','Argentina',2002,41000,4),
(7,'Yuanbao','Sun Yuan','China',1997,185000,5),
(8,'frostbyte','Albin Krona','Sweden',1996,120000,6),
(9,'Sable','Frida Holm','Sweden',2004,64000,6),
(10,'najm','Yazid Qasim','Saudi Arabia',2003,88000,7),
(11,'Pixelpomme','Noe Tremblay','Canada',2005,36000,9),
(12,'Lobo','Tiago Reis','Portugal',1999,NULL,8),
(13,'Ronin','Kenta Mori','Japan',1995,52000,NULL),
(14,'Bulgae','Nam Do-yun','South Korea',2004,98000,5);
INSERT INTO tournament VALUES
(1,'Baltic Clash',1,'Gdansk',2022,'2022-03-11',250000,'double elimination'),
(2,'Han River Masters',1,'Seoul',2023,'2023-05-19',1000000,'swiss'),
(3,'Vector Open',2,'Austin',2022,'2022-09-02',400000,'groups'),
(4,'Beacon Series',5,'Riyadh',2023,'2023-07-14',750000,'groups'),
(5,'Tarmac Cup',3,'Porto',2023,'2023-10-06',60000,'single elimination'),
(6,'Winter Vector',2,'Malmo',2024,'2024-01-26',320000,'double elimination'),
(7,'Hex Invitational',4,'Seoul',2022,'2022-11-12',45000,'swiss'),
(8,'Goalrush Premiere',8,'Montreal',2024,'2024-04-20',NULL,'single elimination'),
(9,'Wardens World Final',1,'Chengdu',2023,'2023-11-03',2200000,'groups');
INSERT INTO entry VALUES
(1,1,1,2,60000,9,5),
(1,6,2,1,120000,11,3),
(2,2,1,1,450000,14,4),
(2,5,3,2,200000,11,7),
(2,1,6,5,40000,5,8),
(3,3,2,1,180000,10,4),
(3,6,1,3,50000,6,6),
(4,7,1,2,190000,12,6),
(4,2,4,1,320000,15,5),
(5,8,1,1,25000,6,2),
(6,3,3,2,80000,8,6),
(6,6,2,4,20000,4,7),
(9,5,2,1,900000,16,6),
(9,2,1,3,260000,10,5);
